using System.Text.Json;

namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>The subject of the checks: the client itself, or the client with a faulty layer in front of it or behind it.</summary>
internal sealed class Subject
{
    public delegate Task<ModelResult<JsonElement>> Layer(
        Func<Task<ModelResult<JsonElement>>> run, Func<TimeSpan, CancellationToken, Task> delay, CancellationToken cancellationToken);

    /// <summary>The layer in front of the client. It calls the client.</summary>
    public Layer Run { get; init; } = static (run, _, _) => run();

    /// <summary>The layer behind the client. It sends the client's requests.</summary>
    public Func<HttpMessageHandler, TimeProvider, HttpMessageHandler> Send { get; init; } = static (transport, _) => transport;
}
