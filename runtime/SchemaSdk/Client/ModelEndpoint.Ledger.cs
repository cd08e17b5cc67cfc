using System.Text.Json;
using SchemaSdk.Jobs;
using SchemaSdk.Submitting;

namespace SchemaSdk;

/// <content>The jobs that are left to workers.</content>
public abstract partial class ModelEndpoint<TInput, TOutput>
{
    /// <summary>
    /// Makes the JSON of an input for a job that a worker submits later: <see cref="ModelClient.IntentOf"/> takes it. Each file whose
    /// content is sent with the input is copied to <see cref="JobLedgerOptions.InputFolder"/>, and named in the JSON by its hash; the
    /// copies are removed once the service has the job. Those of a job that was left to workers and refused stay, since it may be put down
    /// again. Nothing is sent, and nothing is put down.
    /// </summary>
    /// <param name="key">The key of the job: 1 to 200 characters, without control characters.</param>
    /// <param name="input">The input of the model.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> cannot be a key.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="input"/> is null.</exception>
    /// <exception cref="ModelInputException">
    /// The input has a file that cannot be sent, or has one and does not fit the schema.
    /// </exception>
    /// <exception cref="ModelLedgerException">
    /// The input has a file, and the client has no ledger with such a folder, or the copy could not be written.
    /// </exception>
    public virtual Task<JsonElement> KeepInputAsync(string key, TInput input, CancellationToken cancellationToken = default) =>
        KeepAsync(key, input, ledger: null, cancellationToken);

    /// <summary>
    /// Makes the same JSON for a job that is put down in a given ledger. The copies go to the folder of the client's ledger: an input with
    /// files is refused before they are copied if that is another object, even one with the same folder.
    /// </summary>
    /// <param name="key">The key of the job: 1 to 200 characters, without control characters.</param>
    /// <param name="input">The input of the model.</param>
    /// <param name="ledger">The ledger in which the job is put down.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> cannot be a key.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="key"/>, <paramref name="input"/> or <paramref name="ledger"/> is null.
    /// </exception>
    /// <exception cref="ModelInputException">
    /// The input has a file that cannot be sent, or has one and does not fit the schema.
    /// </exception>
    /// <exception cref="ModelLedgerException">
    /// The input has a file, and the client has another ledger, or none with such a folder, or the copy could not be written.
    /// </exception>
    public virtual async Task<JsonElement> KeepInputAsync(
        string key, TInput input, JobLedger ledger, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return await KeepAsync(key, input, ledger, cancellationToken).ConfigureAwait(false);
    }

    private async Task<JsonElement> KeepAsync(string key, TInput input, JobLedger? ledger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(input);
        RunOptions.CheckKey(new RunOptions { Key = key });
        var written = InputText.Write(input, _write ??= WriteInput);
        var text = written.Files is null
            ? written.Text
            : await Client.Parts.Jobs.KeepAsync(key, Info, written, ledger, cancellationToken).ConfigureAwait(false);
        return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = JobStart.MaxInputDepth }).RootElement;
    }
}
