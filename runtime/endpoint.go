package runtime

import (
	"context"
	"net"
	"sync"
	"time"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// Endpoint is an address that batch code sends to.
type Endpoint struct {
	app              *App
	name             string
	network, address string
}

// NewTCP is an endpoint for connections.
func NewTCP(app *App, name, address string) *Endpoint { return newEndpoint(app, name, "tcp", address) }

// NewUDP is an endpoint for packets: each Send is one.
func NewUDP(app *App, name, address string) *Endpoint { return newEndpoint(app, name, "udp", address) }

func newEndpoint(app *App, name, network, address string) *Endpoint {
	app.writers = append(app.writers, name)
	return &Endpoint{app, name, network, address}
}

// Open makes a connection.
func (e *Endpoint) Open(b *Batch) (*Connection, *fn.Fault) { return e.open(b, e.name) }

func (e *Endpoint) open(b *Batch, name string) (*Connection, *fn.Fault) {
	c := &Connection{app: e.app, name: name, address: e.address}
	if e.app.pretends() {
		return c, nil
	}
	ctx, cancel := context.WithTimeout(e.app.ctx, time.Duration(Limits.ConnectTimeout))
	defer cancel()
	conn, err := e.app.world.Network.Dial(ctx, e.network, e.address)
	if err != nil {
		return nil, fault(CodeOutput, name+": no connection to "+e.address+": "+err.Error())
	}
	c.conn = conn
	return c, nil
}

// Connection is an open connection to an endpoint.
type Connection struct {
	app           *App
	name, address string
	conn          net.Conn // nil in replay
	broken        bool
	idle          time.Time // since when nobody uses it
}

// Send sends text as it is.
func (c *Connection) Send(b *Batch, text string) *fn.Fault {
	if b.Failed() {
		return nil
	}
	if c.app.replay != nil {
		if c.app.replay.fails(c.name) {
			return fault(CodeOutput, c.name+": this send fails because the script says so")
		}
		line := b.line("send")
		line = append(fn.AppendJSONString(line, c.name), `, "data": `...)
		b.lines = append(b.lines, append(fn.AppendJSONString(line, text), '}'))
	}
	if err := c.write([]byte(text)); err != nil {
		return fault(CodeOutput, c.name+": "+c.address+" does not take what is sent: "+err.Error())
	}
	return nil
}

func (c *Connection) write(data []byte) error {
	if c.conn == nil {
		return nil
	}
	err := c.conn.SetWriteDeadline(time.Now().Add(time.Duration(Limits.SendTimeout)))
	if err == nil {
		_, err = c.conn.Write(data)
	}
	c.broken = c.broken || err != nil
	return err
}

// Close ends the connection.
func (c *Connection) Close(*Batch) {
	if c.conn != nil {
		_ = c.conn.Close() // what was sent has been handed over; the peer may be gone already
		c.conn = nil
	}
}

// Pool keeps connections to an endpoint: made when needed, at most max, closed when idle for long.
type Pool struct {
	app      *App
	name     string
	endpoint *Endpoint
	idle     fn.Duration
	max      int64
	mu       sync.Mutex
	free     []*Connection // the one used last at the end
	used     int64
}

// NewPool makes a pool. idle 0 keeps connections open.
func NewPool(app *App, name string, endpoint *Endpoint, max int64, idle fn.Duration) *Pool {
	p := &Pool{app: app, name: name, endpoint: endpoint, idle: idle, max: min(max, Limits.PoolMost)}
	app.closers = append(app.closers, p.close)
	app.writers = append(app.writers, name)
	return p
}

// Use runs f with a connection. One whose use failed is not used again.
func (p *Pool) Use(b *Batch, f func(c *Connection) *fn.Fault) *fn.Fault {
	c, fault := p.take(b)
	if fault != nil {
		return fault
	}
	fault = f(c)
	p.give(b, c, fault != nil)
	return fault
}

// Send sends text through a connection.
func (p *Pool) Send(b *Batch, text string) *fn.Fault {
	return p.Use(b, func(c *Connection) *fn.Fault { return c.Send(b, text) })
}

func (p *Pool) take(b *Batch) (*Connection, *fn.Fault) {
	p.mu.Lock()
	p.closeIdle()
	if n := len(p.free); n > 0 {
		c := p.free[n-1]
		p.free = p.free[:n-1]
		p.used++
		p.mu.Unlock()
		return c, nil
	}
	if p.used >= p.max {
		p.mu.Unlock()
		return nil, fault(CodeOutput, p.name+": all "+itoa(p.max)+" connections of the pool are in use; a use inside a use takes another one")
	}
	p.used++
	p.mu.Unlock()
	c, fault := p.endpoint.open(b, p.name)
	if fault != nil {
		p.mu.Lock()
		p.used--
		p.mu.Unlock()
	}
	return c, fault
}

func (p *Pool) give(b *Batch, c *Connection, failed bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.used--
	if failed || c.broken {
		c.Close(b)
		return
	}
	c.idle = p.app.world.Clock.Now()
	p.free = append(p.free, c)
}

// closeIdle closes connections that nobody has used for long. The lock is held.
func (p *Pool) closeIdle() {
	if p.idle <= 0 {
		return
	}
	now := p.app.world.Clock.Now()
	for len(p.free) > 0 && now.Sub(p.free[0].idle) > time.Duration(p.idle) {
		p.free[0].Close(nil)
		p.free = p.free[1:]
	}
}

func (p *Pool) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.free {
		c.Close(nil)
	}
	p.free = nil
}
