using System.Globalization;

namespace SchemaSdk.CompilerServices;

/// <summary>A least and a greatest count, such as that of <c>minItems</c> and <c>maxItems</c>.</summary>
/// <param name="least">The least count.</param>
/// <param name="most">The greatest count; <see cref="long.MaxValue"/> for none.</param>
internal readonly struct CountRange(long least, long most)
{
    /// <summary>Any count.</summary>
    public static CountRange Any { get; } = new(0, long.MaxValue);

    /// <summary>The least count.</summary>
    public long Least => least;

    /// <summary>The greatest count.</summary>
    public long Most => most;

    /// <summary>Reports a count that is out of the range.</summary>
    /// <param name="check">The check.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="count">The count.</param>
    /// <param name="rules">The keywords of the two bounds.</param>
    /// <param name="unit">The name of what is counted, as singular and plural.</param>
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
