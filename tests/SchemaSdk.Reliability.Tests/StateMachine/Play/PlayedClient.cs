namespace SchemaSdk.Reliability.Tests.StateMachine.Play;

/// <summary>The client under test.</summary>
internal sealed class PlayedClient(HttpClient http, ModelClientOptions options) : ModelClient(http, options)
{
    protected override ModelInfo? FindModel(string modelId) => null;
}
