using System.Text.Json;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>Reports a timeout but not the request id, so the id is lost.</summary>
internal sealed class IdDroppingCaller : Caller
{
    public override async Task<ModelResult<JsonElement>> RunAsync(CallModel model, RunOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await base.RunAsync(model, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelTimeoutException exception)
        {
            throw WithoutId(exception);
        }
    }

    public override async Task<ModelJob<JsonElement>> SubmitAsync(
        CallModel model, RunOptions options, CancellationToken cancellationToken) =>
        new DroppingJob(await base.SubmitAsync(model, options, cancellationToken).ConfigureAwait(false));

    public override ModelJob<JsonElement> Attach(CallModel model, string requestId, RunOptions options) =>
        new DroppingJob(base.Attach(model, requestId, options));

    private static ModelTimeoutException WithoutId(ModelTimeoutException exception) =>
        new(exception.Message) { ModelId = exception.ModelId };

    private sealed class DroppingJob(ModelJob<JsonElement> inner) : JobAround(inner)
    {
        public override async Task<ModelResult<JsonElement>> WaitAsync(
            IProgress<JobStatus>? progress, CancellationToken cancellationToken = default)
        {
            try
            {
                return await Inner.WaitAsync(progress, cancellationToken).ConfigureAwait(false);
            }
            catch (ModelTimeoutException exception)
            {
                throw WithoutId(exception);
            }
        }
    }
}
