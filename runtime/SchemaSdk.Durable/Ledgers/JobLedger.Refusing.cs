namespace SchemaSdk;

/// <content>The lines of refused jobs.</content>
public abstract partial class JobLedger
{
    /// <summary>Makes the step that says that a job was refused, or was not sent, and why, for <see cref="LedgerEntry.Next"/>.</summary>
    /// <param name="reason">What its submit threw.</param>
    /// <exception cref="ArgumentNullException"><paramref name="reason"/> is null.</exception>
    public LedgerFact RefusalOf(Exception reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return LedgerFact.Refused(new() { By = PartOf(reason), Reason = Words(reason.Message) });
    }

    /// <summary>Makes the line after a first line whose caller has left without an answer: nothing was sent.</summary>
    internal LedgerEntry Withdrawn(LedgerEntry intent, Exception reason) =>
        intent.Next(RefusalOf(reason), Options.TimeProvider.GetUtcNow());

    private string? Words(string reason) => Options.Cipher is null ? KeptText.Of(reason) : null;

    private static LedgerRefusal PartOf(Exception reason) => reason switch
    {
        ModelException { IsOfInput: true } or ArgumentException or JsonException => LedgerRefusal.Input,
        ModelBudgetException => LedgerRefusal.Budget,
        ModelApiException => LedgerRefusal.Service,
        _ => LedgerRefusal.NotSent,
    };
}
