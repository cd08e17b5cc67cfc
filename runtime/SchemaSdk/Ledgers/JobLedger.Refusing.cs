using System.Text.Json;
using SchemaSdk.Ledgers;

namespace SchemaSdk;

/// <content>The lines of refused jobs.</content>
public abstract partial class JobLedger
{
    /// <summary>Makes the line that says that a job was refused, or was not sent, and why. Nothing is put down.</summary>
    /// <param name="last">The last line of the job.</param>
    /// <param name="reason">What its submit threw.</param>
    /// <exception cref="ArgumentNullException"><paramref name="last"/> or <paramref name="reason"/> is null.</exception>
    public LedgerEntry RefusedLine(LedgerEntry last, Exception reason)
    {
        ArgumentNullException.ThrowIfNull(last);
        ArgumentNullException.ThrowIfNull(reason);
        return RefusedLine(last, RefusalOf(reason), reason.Message);
    }

    internal LedgerEntry RefusedLine(LedgerEntry last, LedgerRefusal refusal, string words) => last with
    {
        State = LedgerState.Refused,
        Version = last.Version + 1,
        ChangedAt = Options.TimeProvider.GetUtcNow(),
        Refusal = refusal,
        RefusalReason = Options.Cipher is null ? KeptText.Of(words) : null,
        Input = default,
        Result = default,
    };

    private static LedgerRefusal RefusalOf(Exception reason) => reason switch
    {
        ModelException { IsOfInput: true } or ArgumentException or JsonException => LedgerRefusal.Input,
        ModelBudgetException => LedgerRefusal.Budget,
        ModelApiException => LedgerRefusal.Service,
        _ => LedgerRefusal.NotSent,
    };
}
