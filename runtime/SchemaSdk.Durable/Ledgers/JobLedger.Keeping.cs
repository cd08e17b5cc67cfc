namespace SchemaSdk;

/// <content>The form in which inputs and results are kept.</content>
public abstract partial class JobLedger
{
    /// <summary>
    /// Makes the entry that <see cref="BeginAsync(LedgerEntry, CancellationToken)"/> takes for a job that is left to a worker: with the
    /// hash of its input, and the input in the form in which <see cref="Options"/> let it be kept.
    /// </summary>
    /// <param name="key">The key of the job: 1 to 200 characters, without control characters.</param>
    /// <param name="modelId">The model that is to run.</param>
    /// <param name="input">Its input, as JSON.</param>
    /// <param name="service">The name of the service that is to run it; null: any that has the model.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="key"/> cannot be a key, <paramref name="modelId"/> is empty, or <paramref name="input"/> is not one JSON value.
    /// </exception>
    /// <exception cref="ModelLedgerException">The ledger keeps no inputs, or the input cannot be encrypted.</exception>
    public LedgerEntry IntentOf(string key, string modelId, ReadOnlyMemory<byte> input, string? service = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        if (!KeyForm.IsKey(key))
        {
            throw new ArgumentException($"\"{ErrorText.Cut(key)}\" cannot be the key of a job: that is {KeyForm.Words}.", nameof(key));
        }

        LedgerInputs.CheckJson(input, nameof(input));
        return Options.KeepsInputs
            ? LedgerInputs.EntryOf(Options, key, modelId, input, service) with
            {
                IsQueued = true,
                ChangedAt = Options.TimeProvider.GetUtcNow(),
            }
            : throw new ModelLedgerException(
                $"The job \"{ErrorText.Cut(key)}\" of {modelId} cannot wait for a worker, since this ledger keeps no inputs. Nothing was "
                + "recorded. Set JobLedgerOptions.KeepsInputs, or run the model directly.")
            {
                ModelId = modelId,
                Key = key,
                IsLasting = true,
            };
    }

    /// <summary>Gives an entry with its input and result as they were before <see cref="JobLedgerOptions.Cipher"/>.</summary>
    /// <param name="entry">The entry as it is kept.</param>
    /// <exception cref="ModelLedgerException">They cannot be decrypted: they were changed, or encrypted with another secret.</exception>
    public LedgerEntry Opened(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Options.Cipher is { } cipher && !(entry.Input.IsEmpty && entry.Result.IsEmpty)
            ? entry with
            {
                Input = SealedBytes.Open(cipher, entry.Key, entry.ModelId, entry.Input, "input"),
                Result = SealedBytes.Open(cipher, entry.Key, entry.ModelId, entry.Result, "result"),
            }
            : entry;
    }
}
