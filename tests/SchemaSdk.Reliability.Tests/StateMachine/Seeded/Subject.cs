using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>The subject of the checks: the client itself, or the client with a faulty layer in front of it or behind it.</summary>
internal class Subject
{
    public virtual HttpMessageHandler Wrap(HttpMessageHandler transport, TimeProvider time) => transport;

    public virtual Caller CallerOf(TimeProvider time, CancellationToken disposed) => new();
}
