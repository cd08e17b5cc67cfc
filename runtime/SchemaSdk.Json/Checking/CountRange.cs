using System.Globalization;

namespace SchemaSdk.CompilerServices;

/// <summary>An inclusive range of counts, such as <c>minItems</c> to <c>maxItems</c>.</summary>
/// <param name="least">The minimum.</param>
/// <param name="most">The maximum; <see cref="long.MaxValue"/> for an unlimited count.</param>
internal readonly struct CountRange(long least, long most)
{
    public static CountRange Any { get; } = new(0, long.MaxValue);

    public long Least => least;

    public long Most => most;

    /// <summary>Reports an error if the count is out of range.</summary>
    /// <param name="check">The check that gets the error.</param>
    /// <param name="start">The offset at which the counted value starts.</param>
    /// <param name="count">The count.</param>
    /// <param name="rules">The keywords for the minimum and the maximum.</param>
    /// <param name="unit">What is counted, in the singular and the plural.</param>
    public void Report(ref JsonCheck check, long start, long count, (string Least, string Most) rules, (string One, string Many) unit)
    {
        if ((count < least || count > most) && check.Fails())
        {
            var (bound, limit) = count < least ? ("at least", least) : ("at most", most);
            var allowed = string.Create(CultureInfo.InvariantCulture, $"{bound} {limit} {(limit == 1 ? unit.One : unit.Many)}");
            var requirement = string.Create(CultureInfo.InvariantCulture, $"have {allowed}, not {count}");
            check.Report(start, count < least ? rules.Least : rules.Most, requirement, allowed);
        }
    }
}
