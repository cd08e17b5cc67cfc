using System.Globalization;

namespace SchemaSdk.PostgreSql;

/// <summary>The time over which a <see cref="LedgerBudget"/> adds costs up, by the clock of the database.</summary>
public sealed record BudgetWindow
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    private BudgetWindow(string name, string words, string start)
    {
        Name = name;
        Words = words;
        Start = start;
    }

    /// <summary>The day in UTC.</summary>
    public static BudgetWindow Day { get; } = Calendar("day");

    /// <summary>The week in UTC, from Monday on.</summary>
    public static BudgetWindow Week { get; } = Calendar("week");

    /// <summary>The month in UTC.</summary>
    public static BudgetWindow Month { get; } = Calendar("month");

    /// <summary>All time.</summary>
    public static BudgetWindow Always { get; } = new("always", "in all", "'-infinity'::timestamptz");

    internal string Name { get; }

    internal string Words { get; }

    /// <summary>The beginning, in SQL.</summary>
    internal string Start { get; }

    /// <summary>Makes one that goes with the time: so long until now.</summary>
    /// <param name="time">Its length, 1 second to 36,500 days; <see cref="Always"/> adds up all time.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is too short or too long.</exception>
    public static BudgetWindow Last(TimeSpan time)
    {
        if (time < TimeSpan.FromSeconds(1))
        {
            throw new ArgumentOutOfRangeException(nameof(time), time, $"A window of {time} is too short. Give 1 second or more.");
        }

        // A database has no time before 4713 BC, and refuses each submit for it.
        if (time > Longest)
        {
            throw new ArgumentOutOfRangeException(
                nameof(time), time, $"A window of {time} is too long. Give at most {Longest.Days} days, or take BudgetWindow.Always.");
        }

        var seconds = ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return new($"{seconds}s", $"within {time}", $"now() - interval '{seconds} seconds'");
    }

    /// <inheritdoc />
    public override string ToString() => Words;

    private static BudgetWindow Calendar(string unit) =>
        new(unit, $"in a {unit}", $"date_trunc('{unit}', now() at time zone 'UTC') at time zone 'UTC'");
}
