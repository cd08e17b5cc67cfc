using SchemaSdk.Service;

namespace SchemaSdk.Jobs;

/// <summary>Makes the jobs of a client: by a submit, or by the id of an earlier one.</summary>
internal static class JobStart
{
    /// <exception cref="ModelInputException">The input does not fit the schema.</exception>
    // model: what is known of the model; null: the input is not checked.
    internal static async Task<ServiceJob<TOutput>> SubmitAsync<TOutput>(
        ClientContext context,
        string modelId,
        ModelInfo? model,
        WrittenInput input,
        RunOptions? options,
        OutputParser<TOutput> read,
        CancellationToken cancellationToken)
    {
        JobCore.TimeoutOf(context, options);
        var submission = new Submission(context, modelId, model, input);
        if (model is not null && (options?.ValidateInput ?? context.Settings.ValidateInput))
        {
            InputText.Check(model, input);
        }

        var telemetry = context.Telemetry.BeginJob(modelId, requestId: null);
        telemetry?.Submit(context.Disposed);
        try
        {
            var receipt = await submission.RunAsync(telemetry, cancellationToken).ConfigureAwait(false);
            telemetry?.Accepted(receipt.RequestId);
            var core = new JobCore(context, modelId, receipt.RequestId, options, receipt.AcceptedAt) { Telemetry = telemetry };
            return new ServiceJob<TOutput>(core, read);
        }
        catch (Exception exception)
        {
            // Goes on as it is, whatever it is.
            telemetry?.Stop(exception);
            throw;
        }
    }

    /// <exception cref="ArgumentException">The id is none, or the job's timeout is one that no timer can keep.</exception>
    internal static ServiceJob<TOutput> Attach<TOutput>(
        ClientContext context, string modelId, string requestId, RunOptions? options, OutputParser<TOutput> read)
    {
        ArgumentNullException.ThrowIfNull(requestId);
        return ModelApi.IsRequestId(requestId)
            ? new ServiceJob<TOutput>(new JobCore(context, modelId, requestId, options, acceptedAt: null), read)
            : throw new ArgumentException(
                $"\"{Errors.ErrorText.Cut(requestId)}\" is no request id: those are 1 to 128 letters, digits, '_' and '-'.",
                nameof(requestId));
    }
}
