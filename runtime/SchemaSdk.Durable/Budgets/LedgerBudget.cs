using System.Globalization;

namespace SchemaSdk;

/// <summary>
/// Limits what the jobs of all processes that share a ledger may cost in a time window. A job counts with its price from the moment it is
/// sent, and with its cost once the service reports a cost above zero.
/// </summary>
public sealed record LedgerBudget
{
    /// <summary>The limit in US dollars, 0 or more.</summary>
    public required decimal LimitUsd { get; init; }

    /// <summary>The time window in which costs are added up. Default: <see cref="BudgetWindow.Day"/>.</summary>
    public BudgetWindow Window { get; init; } = BudgetWindow.Day;

    /// <summary>The name of the service whose jobs count; null for all services. Default: null.</summary>
    public string? Service { get; init; }

    /// <summary>The id of the model whose jobs count; null for all models. Default: null.</summary>
    public string? ModelId { get; init; }

    /// <summary>The customer whose jobs count, from <see cref="RunOptions.Customer"/>; null for all customers. Default: null.</summary>
    public string? Customer { get; init; }

    /// <summary>True if the limit applies to each customer separately. Jobs without a customer share one limit. Default: false.</summary>
    public bool PerCustomer { get; init; }

    // Budgets for the same jobs have the same name even if their limits differ, so that they share a lock.
    internal string Name => $"{Window.Name}/{Service}/{ModelId}" + (Customer is null ? "" : $"/{Customer}");

    internal bool Covers(LedgerEntry entry) =>
        (Service is null || Service == entry.Service) && (ModelId is null || ModelId == entry.ModelId)
        && (Customer is null || Customer == (entry.Customer ?? ""));

    /// <summary>Returns the budget in which a job counts. With <see cref="PerCustomer"/>, it is the budget of the customer.</summary>
    internal LedgerBudget For(LedgerEntry entry) =>
        PerCustomer && Customer is null ? this with { Customer = entry.Customer ?? "", PerCustomer = false } : this;

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Window);
        if (LimitUsd < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(LimitUsd), LimitUsd, "The limit of a budget is below zero. Use 0 or more.");
        }
    }

    internal string Words => (ModelId is null ? "all jobs" : $"the jobs of {ModelId}") + (Service is null ? "" : $" at {Service}")
        + Customer switch { null => "", "" => " without a customer", _ => $" of the customer {ErrorText.Cut(Customer)}" };
}

/// <summary>The time window in which a <see cref="LedgerBudget"/> adds up costs, measured by the clock of the database.</summary>
public sealed record BudgetWindow
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    private BudgetWindow(string name, string words, Func<DateTimeOffset, DateTimeOffset> startAt) =>
        (Name, Words, StartAt) = (name, words, startAt);

    /// <summary>The current day in UTC.</summary>
    public static BudgetWindow Day { get; } = new("day", "in a day", static now => DayOf(now));

    /// <summary>The current week in UTC, starting on Monday.</summary>
    public static BudgetWindow Week { get; } =
        new("week", "in a week", static now => DayOf(now).AddDays(-(((int)now.UtcDateTime.DayOfWeek + 6) % 7)));

    /// <summary>The current month in UTC.</summary>
    public static BudgetWindow Month { get; } =
        new("month", "in a month", static now => DayOf(now).AddDays(1 - now.UtcDateTime.Day));

    /// <summary>All time.</summary>
    public static BudgetWindow Always { get; } = new("always", "in total", static _ => DateTimeOffset.UnixEpoch);

    internal string Name { get; }

    internal string Words { get; }

    internal Func<DateTimeOffset, DateTimeOffset> StartAt { get; }

    /// <summary>Creates a sliding window that ends now.</summary>
    /// <param name="time">The length of the window, 1 second to 36,500 days. For all time, use <see cref="Always"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is too short or too long.</exception>
    public static BudgetWindow Last(TimeSpan time)
    {
        if (time < TimeSpan.FromSeconds(1) || time > Longest)
        {
            throw new ArgumentOutOfRangeException(
                nameof(time), time,
                $"The window {time} is too short or too long. Use 1 second to {Longest.Days} days, or BudgetWindow.Always.");
        }

        return new(string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalSeconds}s"), $"within {time}", now => now - time);
    }

    /// <inheritdoc />
    public override string ToString() => Words;

    private static DateTimeOffset DayOf(DateTimeOffset now) => new(now.UtcDateTime.Date, TimeSpan.Zero);
}
