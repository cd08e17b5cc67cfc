using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>The subject of the checks: the client as it is, or with something faulty before or behind it.</summary>
internal class Subject
{
    /// <summary>Returns the handler between the client and the service.</summary>
    /// <param name="transport">Leads to the service.</param>
    /// <param name="time">The clock.</param>
    public virtual HttpMessageHandler Wrap(HttpMessageHandler transport, TimeProvider time) => transport;

    /// <summary>Returns the caller between the scenario and the client.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="disposed">Cancelled when the client is disposed.</param>
    public virtual Caller CallerOf(TimeProvider time, CancellationToken disposed) => new();
}
