namespace SchemaSdk.CompilerServices;

/// <summary>A sum of numbers whose members are found while all members are checked, so nothing is read twice.</summary>
/// <param name="node">The rule.</param>
/// <param name="terms">The position of the member with the numbers.</param>
/// <param name="total">The position of the member with their total; -1 if the total is a fixed number.</param>
/// <param name="isTallied">True if the numbers are added up while the items of that member are checked.</param>
internal sealed class SumWatch(SumNode node, int terms, int total, bool isTallied)
{
    /// <summary>Records a member.</summary>
    /// <param name="check">On its value.</param>
    /// <param name="sight">What was recorded before.</param>
    /// <param name="member">Its position.</param>
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

    /// <summary>Records the sum of a member that was checked.</summary>
    /// <param name="check">After its value.</param>
    /// <param name="sight">What was recorded before.</param>
    /// <param name="member">Its position.</param>
    public void After(in JsonCheck check, ref SumSight sight, int member)
    {
        if (member == terms)
        {
            sight.Sum = check.Tallied;
        }
    }

    /// <summary>Checks the sum after all members.</summary>
    /// <param name="check">The check.</param>
    /// <param name="sight">What was recorded.</param>
    /// <param name="findings">The number of findings before this one.</param>
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

/// <summary>The places of the members that a <see cref="SumWatch"/> needs; 0 for one that has not come.</summary>
internal struct SumSight
{
    /// <summary>It is unknown which of two members with one name counts.</summary>
    public const int Twice = -1;

    /// <summary>The place of the member with the numbers.</summary>
    public int Terms;

    /// <summary>The place of the member with their total.</summary>
    public int Total;

    /// <summary>The sum of the numbers, if it was tallied.</summary>
    public NumberSum Sum;
}

/// <summary>A sum of one number in each item of an array, added up while they are checked.</summary>
internal struct SumTally
{
    /// <summary>The sum.</summary>
    public NumberSum Sum;

    /// <summary>The number of items that had exactly one such number.</summary>
    public int Items;
}
