namespace SchemaSdk;

/// <summary>The refusal of a job: <see cref="LedgerEntry.Refused"/>.</summary>
public sealed record LedgerRefused
{
    /// <summary>The part that refused it.</summary>
    public required LedgerRefusal By { get; init; }

    /// <summary>The reason, cut to 300 characters; null with <see cref="JobLedgerOptions.Cipher"/>: it may repeat the input.</summary>
    public string? Reason { get; init; }
}

/// <summary>The parts that refuse a job of a <see cref="JobLedger"/>: <see cref="LedgerRefused.By"/>.</summary>
public enum LedgerRefusal
{
    /// <summary>The service.</summary>
    Service,

    /// <summary>The check of its input: it does not fit, or has a file that cannot be sent.</summary>
    Input,

    /// <summary>A budget, or a limit of its price.</summary>
    Budget,

    /// <summary>None: it was not sent, for another reason, such as an outage, a missing token or a caller who left.</summary>
    NotSent,

    /// <summary>A person, who said that the service does not have it: <see cref="JobLedger.SettleAsync"/>.</summary>
    Person,
}
