namespace SchemaSdk.CompilerServices;

/// <summary>Collects the data for a sum rule while an object's members are checked, so that the object is not read twice.</summary>
/// <param name="node">The sum rule.</param>
/// <param name="terms">The position of the member that contains the numbers.</param>
/// <param name="total">The position of the member that contains their total; -1 if the total is a constant.</param>
/// <param name="isTallied">True if the numbers are added up while the items of the member are checked.</param>
internal sealed class SumWatch(SumNode node, int terms, int total, bool isTallied)
{
    /// <summary>Remembers the offset of a member that the sum rule uses. Called before the member's value is checked.</summary>
    public void Before(ref JsonCheck check, ref SumSight sight, int member)
    {
        if (member == terms)
        {
            sight.Terms = sight.Terms == 0 ? check.Cursor.TokenStartIndex : SumSight.Twice;
            check.Tallied = default;
        }
        else if (member == total)
        {
            sight.Total = sight.Total == 0 ? check.Cursor.TokenStartIndex : SumSight.Twice;
        }
    }

    /// <summary>Remembers the sum of the numbers in a member. Called after the member's value is checked.</summary>
    public void After(in JsonCheck check, ref SumSight sight, int member)
    {
        if (member == terms)
        {
            sight.Sum = check.Tallied;
        }
    }

    /// <summary>
    /// Checks the sum, after all members have been checked. If it is wrong, inserts an error at position <paramref name="findings"/>.
    /// </summary>
    public void Check(ref JsonCheck check, ref SumSight sight, int findings)
    {
        if (sight.Terms <= 0 || (total >= 0 && sight.Total <= 0))
        {
            return;
        }

        if (!isTallied)
        {
            var cursor = check.Cursor.At(sight.Terms);
            sight.Sum = node.Rule.TryAddTerms(ref cursor, 1, out var terms) ? terms : default;
        }

        if (sight.Sum.Count > 0)
        {
            var cursor = check.Cursor.At(Math.Max(0, sight.Total));
            if (node.Rule.TryAddTotal(ref cursor, 1, out var whole))
            {
                node.Compare(ref check, sight.Sum, whole, findings);
            }
        }
    }
}

/// <summary>What a <see cref="SumWatch"/> has read so far. An offset is 0 until its member is read.</summary>
internal struct SumSight
{
    /// <summary>Marks a member that occurs twice. The sum is then not checked, because the service may use either value.</summary>
    public const int Twice = -1;

    /// <summary>The offset of the member that contains the numbers.</summary>
    public int Terms;

    /// <summary>The offset of the member that contains the total.</summary>
    public int Total;

    public NumberSum Sum;
}

/// <summary>A running sum of one number from each item of an array.</summary>
internal struct SumTally
{
    public NumberSum Sum;

    /// <summary>The number of items that have the number exactly once.</summary>
    public int Items;
}
