using System.Buffers;
using System.Text.Encodings.Web;

namespace SchemaSdk;

/// <summary>Enqueues jobs with the typed models of a generated client.</summary>
public static partial class ModelJobsExtensions
{
    // Allows the same depth as the client's inputs, and keeps non-English text readable.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 1000 };

    /// <inheritdoc cref="IModelJobs.EnqueueAsync(string, string, JsonElement, CancellationToken)" />
    /// <typeparam name="TInput">The input type of the model.</typeparam>
    /// <typeparam name="TOutput">The output type of the model.</typeparam>
    /// <param name="jobs">The jobs of the host.</param>
    /// <param name="key">The caller's name for the job: one key, one job.</param>
    /// <param name="model">The model, such as <c>client.Kling.Kling3_0.Pro.TextToVideo</c>.</param>
    /// <param name="input">
    /// The input. A file whose content is sent with the input is copied to the <see cref="JobLedgerOptions.InputFolder"/> of the ledger
    /// of the model's client, which must be the ledger of the jobs. Each process that may submit the job needs the folder.
    /// </param>
    /// <param name="cancellationToken">Ends the wait. The job may still be recorded: enqueue it again to be sure.</param>
    /// <exception cref="ModelInputException">
    /// The input does not fit the schema, or has a file that cannot be sent. Nothing was recorded.
    /// </exception>
    /// <exception cref="ModelLedgerException">
    /// The key is in use for another model or input, the ledger keeps no inputs, or it cannot be written; or the input has a file, and the
    /// ledger has no input folder or the model's client has another ledger.
    /// </exception>
    public static async Task<LedgerEntry> EnqueueAsync<TInput, TOutput>(
        this IModelJobs jobs,
        string key,
        ModelEndpoint<TInput, TOutput> model,
        TInput input,
        CancellationToken cancellationToken = default)
        where TInput : IModelValue<TInput>
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(model);
        var kept = await model.KeepInputAsync(key, input, jobs.Ledger, cancellationToken).ConfigureAwait(false);
        return await jobs.EnqueueAsync(key, model.ModelId, kept, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="IModelJobs.IntentOf" />
    /// <typeparam name="TInput">The input type of the model.</typeparam>
    /// <typeparam name="TOutput">The output type of the model.</typeparam>
    /// <param name="jobs">The jobs of the host.</param>
    /// <param name="key">The caller's name for the job: one key, one job.</param>
    /// <param name="model">The model.</param>
    /// <param name="input">
    /// The input. It must not have a file whose content is sent with it, because this method copies no files. For such an input, pass the
    /// result of <see cref="LedgerClientExtensions.KeepInputAsync"/> to <see cref="IModelJobs.IntentOf"/>.
    /// </param>
    /// <exception cref="JsonException">The input has a file whose content is sent with it.</exception>
    public static LedgerEntry IntentOf<TInput, TOutput>(
        this IModelJobs jobs, string key, ModelEndpoint<TInput, TOutput> model, TInput input)
        where TInput : IModelValue<TInput>
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, Writing))
        {
            TInput.Write(writer, input);
        }

        return jobs.IntentOf(key, model.ModelId, JsonDocument.Parse(text.WrittenMemory, Reading).RootElement);
    }
}
