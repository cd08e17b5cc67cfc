using SchemaSdk.StateMachine.Tests.Play;

namespace SchemaSdk.StateMachine.Tests.Seeded;

/// <summary>What is checked: the client as it is, or with something faulty before or behind it.</summary>
internal class Subject
{
    /// <summary>What stands between the client and the service.</summary>
    /// <param name="transport">Leads to the service.</param>
    /// <param name="time">The clock.</param>
    public virtual HttpMessageHandler Wrap(HttpMessageHandler transport, TimeProvider time) => transport;

    /// <summary>What stands between the caller and the client.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="disposed">Cancelled when the client is disposed.</param>
    public virtual Caller CallerOf(TimeProvider time, CancellationToken disposed) => new();
}
