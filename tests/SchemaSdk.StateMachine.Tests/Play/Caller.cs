using System.Text.Json;

namespace SchemaSdk.StateMachine.Tests.Play;

/// <summary>How the client is called: as it is, or through something faulty.</summary>
internal class Caller
{
    public virtual Task<ModelResult<JsonElement>> RunAsync(CallModel model, RunOptions options, CancellationToken cancellationToken) =>
        model.RunAsync("a cat", options, cancellationToken);

    public virtual Task<ModelJob<JsonElement>> SubmitAsync(CallModel model, RunOptions options, CancellationToken cancellationToken) =>
        model.SubmitAsync("a cat", options, cancellationToken);

    public virtual ModelJob<JsonElement> Attach(CallModel model, string requestId, RunOptions options) => model.Attach(requestId, options);
}
