namespace SchemaSdk;

/// <summary>The time window in which a <see cref="LedgerBudget"/> adds up costs, measured by the database's clock.</summary>
/// <remarks>In configuration, write <c>Day</c>, <c>Week</c>, <c>Month</c>, <c>Always</c> or a duration such as <c>06:00:00</c>.</remarks>
[TypeConverter(typeof(WindowConverter))]
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
    public static BudgetWindow Month { get; } = new("month", "in a month", static now => DayOf(now).AddDays(1 - now.UtcDateTime.Day));

    /// <summary>All time.</summary>
    public static BudgetWindow Always { get; } = new("always", "in total", static _ => DateTimeOffset.UnixEpoch);
    internal string Name { get; }
    internal string Words { get; }
    internal Func<DateTimeOffset, DateTimeOffset> StartAt { get; }

    /// <summary>
    /// The reason why a configured window is invalid; null if valid. The ledger reports the reason, because the configuration binder hides
    /// exceptions.
    /// </summary>
    internal string? Problem { get; private init; }

    /// <summary>Creates a sliding window that ends now.</summary>
    /// <param name="time">The length of the window, 1 second to 36,500 days. For all time, use <see cref="Always"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is too short or too long.</exception>
    public static BudgetWindow Last(TimeSpan time)
    {
        if (!IsLength(time))
        {
            throw new ArgumentOutOfRangeException(
                nameof(time), time, $"The length of the window is {time}. Use 1 second to {Longest.Days} days, or BudgetWindow.Always.");
        }

        return new(string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalSeconds}s"), $"within {time}", now => now - time);
    }

    /// <inheritdoc />
    public override string ToString() => Words;

    internal static bool IsLength(TimeSpan time) => time >= TimeSpan.FromSeconds(1) && time <= Longest;
    internal static BudgetWindow Unreadable(string? text) =>
        Day with { Problem = $"\"{text}\" is not a budget window. Use Day, Week, Month, Always, or a duration of 00:00:01 to 36500 days." };

    private static DateTimeOffset DayOf(DateTimeOffset now) => new(now.UtcDateTime.Date, TimeSpan.Zero);
}
