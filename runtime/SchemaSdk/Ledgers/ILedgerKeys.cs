using System.Text.Json;

namespace SchemaSdk.Ledgers;

/// <summary>Gives each key of a ledger to one job.</summary>
/// <remarks>An interface, so that a program without a ledger has none of the code behind it.</remarks>
internal interface ILedgerKeys
{
    /// <summary>
    /// Puts the intent of a job down, or finds the job that has its key. Of those who come with one key at once, one goes on, and the
    /// others wait until it calls <see cref="Release"/>.
    /// </summary>
    /// <param name="modelId">The model that is to run.</param>
    /// <param name="input">Its input, as JSON.</param>
    /// <param name="key">The key; null: one is made.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The lines of the job; and the job itself, unless it is to be submitted.</returns>
    /// <exception cref="ModelLedgerException">
    /// The ledger failed, or the key is that of another input or service. Nothing was sent.
    /// </exception>
    Task<(IJobLines Lines, LedgerEntry? Known)> BeginAsync(
        string modelId, ReadOnlyMemory<byte> input, string? key, CancellationToken cancellationToken);

    /// <summary>Same, for an input whose files are copied before: nobody else with the key does so at the same time.</summary>
    /// <param name="modelId">The model that is to run.</param>
    /// <param name="copy">Copies them, and gives the input as it is kept.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<(IJobLines Lines, LedgerEntry? Known)> BeginAsync(
        string modelId, Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>>> copy, string key, CancellationToken cancellationToken);

    /// <summary>The lines of a job that is taken up by what its ledger says of it.</summary>
    /// <exception cref="ModelLedgerException">It is a job of another service.</exception>
    IJobLines LinesOf(LedgerEntry known);

    /// <summary>Returns true for an input that names copies of files which this client does not have.</summary>
    /// <param name="input">The input.</param>
    /// <param name="text">The same as it is written.</param>
    /// <param name="key">The key of its job; null: it is to get one of its own.</param>
    bool HasOthersCopies(JsonElement input, ReadOnlySpan<byte> text, string? key);

    /// <summary>Refuses such an input.</summary>
    /// <exception cref="ModelLedgerException">It is one.</exception>
    void CheckCopies(string modelId, JsonElement input, ReadOnlySpan<byte> text, string? key);

    /// <summary>Puts the line on what became of a submit down once the ledger takes it.</summary>
    /// <param name="lines">The lines of the job.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="failure">The reason why it could not be put down at once.</param>
    void PutLater(IJobLines lines, ISubmitOutcome outcome, Exception failure);

    /// <summary>Removes the copies of files of a job that the service has, or that was refused for good.</summary>
    /// <returns>The exception that may have left them there, or null.</returns>
    Task<Exception?> ForgetUnsentAsync(string key);

    /// <summary>Removes those of a job that the service has, unless somebody is at work under its key.</summary>
    /// <returns>The exception that may have left them there, or null.</returns>
    Task<Exception?> ForgetSentAsync(string key);

    /// <summary>Same, of a job that was looked up.</summary>
    Exception? ForgetSent(LedgerEntry known);

    /// <summary>The submit under a key is over.</summary>
    void Release(string key);
}
