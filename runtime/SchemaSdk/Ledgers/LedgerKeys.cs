using System.Text.Json;
using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers;

/// <summary>Gives each key to one job, by what the ledger says of it.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="time">The clock of the client.</param>
/// <param name="service">The name of the service that the client calls.</param>
/// <param name="budgetUsd">The limit that the ledger holds for the client; null: none.</param>
internal sealed class LedgerKeys(JobLedger ledger, TimeProvider time, string service, decimal? budgetUsd)
    : ILedgerKeys
{
    // The ledger of many processes does not tell when another one is done.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SharedWaits _waits = new();

    public Task<(IJobLines Lines, LedgerEntry? Known)> BeginAsync(
        string modelId, ReadOnlyMemory<byte> input, string? key, CancellationToken cancellationToken)
    {
        var intent = LedgerInputs.EntryOf(ledger.Options, key ?? NewKey(), modelId, input, service);
        return BeginAsync(intent, copy: null, cancellationToken);
    }

    public Task<(IJobLines Lines, LedgerEntry? Known)> BeginAsync(
        string modelId, Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>>> copy, string key, CancellationToken cancellationToken) =>
        BeginAsync(new LedgerEntry { Key = key, ModelId = modelId, InputHash = "" }, copy, cancellationToken);

    public IJobLines LinesOf(LedgerEntry known) => LinesOf(known, waited: null);

    public bool HasOthersCopies(JsonElement input, ReadOnlySpan<byte> text, string? key) =>
        OthersCopies.AreIn(ledger.Options, input, text, key);

    public void CheckCopies(string modelId, JsonElement input, ReadOnlySpan<byte> text, string? key)
    {
        if (HasOthersCopies(input, text, key))
        {
            throw OthersCopies.Refused(modelId, key);
        }
    }

    public void PutLater(IJobLines lines, ISubmitOutcome outcome, Exception failure)
    {
        // Where it cannot stand there as sent by these lines, another process may be sending it.
        if ((lines.IsSending || lines.MayBeSending) && !LateLine.IsOver(ledger, failure))
        {
            new LateLine(ledger, time, lines, outcome).Begin();
        }
    }

    public Task<Exception?> ForgetUnsentAsync(string key) => NeedlessCopies.RemoveUnsentAsync(ledger, key);

    public Task<Exception?> ForgetSentAsync(string key) => NeedlessCopies.RemoveSentAsync(ledger, key);

    public Exception? ForgetSent(LedgerEntry known) => NeedlessCopies.Remove(ledger, known);

    public void Release(string key) => ledger.Claims.Release(key);

    private JobLines LinesOf(LedgerEntry known, object? waited) => known.Service is null || known.Service == service
        ? new(
            ledger,
            time,
            budgetUsd,
            _waits,
            known.Service is null ? known with { Service = service, Input = default, Result = default } : known.WithoutContent())
        {
            Waited = waited,
        }
        : throw new ModelLedgerException(
            $"The job \"{ErrorText.Cut(known.Key)}\" of {known.ModelId} is one of {ErrorText.Cut(known.Service)}, and this client calls "
            + $"{service}. Nothing was sent. Use a client of {ErrorText.Cut(known.Service)}"
            + (known is { RequestId: null, State: LedgerState.Intended or LedgerState.Refused } ? ", or another key." : "."))
        {
            ModelId = known.ModelId,
            RequestId = known.RequestId,
            Key = known.Key,
            IsLasting = true,
        };

    private static string NewKey() => Guid.NewGuid().ToString("n");

    private async Task<(IJobLines Lines, LedgerEntry? Known)> BeginAsync(
        LedgerEntry intent, Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>>>? copy, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!ledger.Claims.TryTake(intent.Key, out var other))
            {
                await other.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (copy is not null)
            {
                intent = await CopiedAsync(intent, copy, cancellationToken).ConfigureAwait(false);
                copy = null;
            }

            if (await TakeAsync(intent with { ChangedAt = time.GetUtcNow() }, cancellationToken).ConfigureAwait(false) is { } begun)
            {
                return begun;
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<LedgerEntry> CopiedAsync(
        LedgerEntry intent, Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>>> copy, CancellationToken cancellationToken)
    {
        try
        {
            var input = await copy(cancellationToken).ConfigureAwait(false);
            return LedgerInputs.EntryOf(ledger.Options, intent.Key, intent.ModelId, input, service);
        }
        catch
        {
            // Goes on as it is; only the key would be left to nobody.
            Release(intent.Key);
            throw;
        }
    }

    // Null: another process submits under the key right now.
    private async Task<(IJobLines, LedgerEntry?)?> TakeAsync(LedgerEntry intent, CancellationToken cancellationToken)
    {
        var isKept = false;
        try
        {
            // By the time that the ledger has answered, the job may have ended, and nobody wait for it any more.
            var waited = _waits.Find(intent.Key);
            var known = await ledger.BeginAsync(intent, cancellationToken).ConfigureAwait(false);
            if (known is not null && (known.ModelId != intent.ModelId || known.InputHash != intent.InputHash))
            {
                throw Other(intent, known);
            }

            var lines = LinesOf(known ?? intent, waited);
            switch (known?.State)
            {
                case LedgerState.Intended or LedgerState.Refused when IsAnothers(known):
                    return null;
                case null or LedgerState.Intended or LedgerState.Refused:
                    isKept = true;
                    return (lines, null);
                case LedgerState.Sending when known.Owner == ledger.Owner:
                    // Nobody submits it: a line after it could not be put down.
                    return (lines, await ForsakeAsync(known).ConfigureAwait(false));
                case LedgerState.Sending:
                    return null;
                default:
                    return (lines, ledger.Opened(known));
            }
        }
        catch (ModelLedgerException exception) when (exception.ModelId is null)
        {
            throw NotBegun(intent, exception);
        }
        finally
        {
            if (!isKept)
            {
                Release(intent.Key);
            }
        }
    }

    private static ModelLedgerException NotBegun(LedgerEntry intent, ModelLedgerException cause) => new(
        $"This call submitted nothing to {intent.ModelId}, since its ledger failed: {cause.Message}", cause)
    {
        ModelId = intent.ModelId,
        Key = intent.Key,
        IsConflict = cause.IsConflict,
        IsLasting = cause.IsLasting,
    };

    // The ledger alone says whether the other one still has it: the clock of this machine may be wrong.
    private bool IsAnothers(LedgerEntry known) => known.Owner is not null && known.Owner != ledger.Owner;

    private async Task<LedgerEntry> ForsakeAsync(LedgerEntry known)
    {
        var unknown = known.Next(LedgerFact.Unknown(), time.GetUtcNow());
        try
        {
            await ledger.RecordAsync(unknown, CancellationToken.None).ConfigureAwait(false);
            return unknown;
        }
        catch (ModelLedgerException)
        {
            // It is unknown all the same: the caller hears so, and the next one who comes tries again to put it down.
            return unknown;
        }
    }

    private static ModelLedgerException Other(LedgerEntry intent, LedgerEntry known) => new(
        $"The key \"{ErrorText.Cut(intent.Key)}\" is that of another job: "
        + (known.ModelId != intent.ModelId
            ? $"one of {known.ModelId}, and not of {intent.ModelId}."
            : $"its input has the SHA-256 {known.InputHash}, and this one {intent.InputHash}.")
        + " Nothing was sent. One key is for one input: give this one another.")
    {
        ModelId = intent.ModelId,
        Key = intent.Key,
        IsKeyTaken = true,
    };
}
