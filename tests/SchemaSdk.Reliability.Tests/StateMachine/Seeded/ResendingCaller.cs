using System.Text.Json;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>Submits again after a reset, as if the first submit had not been carried out.</summary>
internal sealed class ResendingCaller : Caller
{
    public override async Task<ModelResult<JsonElement>> RunAsync(CallModel model, RunOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await base.RunAsync(model, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelSubmissionUnknownException exception) when (exception.InnerException is HttpRequestException)
        {
            return await base.RunAsync(model, options, cancellationToken).ConfigureAwait(false);
        }
    }

    public override async Task<ModelJob<JsonElement>> SubmitAsync(CallModel model, RunOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SubmitAsync(model, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelSubmissionUnknownException exception) when (exception.InnerException is HttpRequestException)
        {
            return await base.SubmitAsync(model, options, cancellationToken).ConfigureAwait(false);
        }
    }
}
