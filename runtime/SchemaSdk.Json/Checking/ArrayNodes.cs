using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Checks the items in an array, and their number. Ignores values that are not arrays.</summary>
/// <param name="first">The rules for the first items, by position; null for an item without rules.</param>
/// <param name="others">The rule for all other items; null if they have none.</param>
/// <param name="range">The allowed number of items.</param>
internal sealed class ItemsNode(RuleNode?[] first, RuleNode? others, CountRange range) : RuleNode
{
    private bool _isTallied;

    /// <summary>
    /// Makes the check add up the values of this member over all items. Returns false if the schema of the items has no such member.
    /// </summary>
    public bool Tallies(string name)
    {
        _isTallied = first.Length == 0 && SequenceNode.LastOf(others) is MembersNode item && item.Tallies(name);
        return _isTallied;
    }

    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Cursor.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        var start = check.Cursor.TokenStartIndex;
        var around = default(SumTally);
        if (_isTallied)
        {
            around = check.Tally;
            check.Tally = default;
            check.Tally.Sum.StartAt(start);
        }

        var isInside = false;
        for (var index = 0; !check.Trial.IsSettled; index++)
        {
            check.Step();
            if (!check.Cursor.NextItem(ref isInside))
            {
                range.Report(ref check, start, index, CountNode.Rules, CountNode.Unit);
                if (_isTallied)
                {
                    check.Tallied = check.Tally.Items == index ? check.Tally.Sum : default;
                }

                break;
            }

            (index < first.Length ? first[index] : others)?.Check(ref check);
        }

        if (_isTallied)
        {
            check.Tally = around;
        }
    }
}

/// <summary>Checks the keywords <c>minItems</c> and <c>maxItems</c> of an array whose items have no rules.</summary>
internal sealed class CountNode(CountRange range) : RuleNode
{
    public static readonly (string Least, string Most) Rules = ("minItems", "maxItems");

    public static readonly (string One, string Many) Unit = ("item", "items");

    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Cursor.TokenType == JsonTokenType.StartArray)
        {
            var count = 0;
            var isInside = false;
            for (var items = check.Cursor; items.NextItem(ref isInside);)
            {
                count++;
            }

            range.Report(ref check, check.Cursor.TokenStartIndex, count, Rules, Unit);
        }
    }
}

/// <summary>Checks the keyword <c>uniqueItems</c>.</summary>
internal sealed class UniqueItemsNode : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Cursor.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        var found = JsonValues.FindEqualItems(check.Cursor, ref check.Steps);
        check.Step();   // ends the check if the search took too many steps
        if (found is var (first, second) && check.Fails())
        {
            var pair = string.Create(CultureInfo.InvariantCulture, $"{first} and {second}");
            check.Report("uniqueItems", $"have no equal items, but items {pair} are equal", "items that all differ");
        }
    }
}

/// <summary>Checks the keyword <c>contains</c>: the number of items that match a schema must be within a range.</summary>
/// <param name="item">The rule that an item must match to be counted; null to count every item.</param>
/// <param name="range">The allowed number of matching items, from <c>minContains</c> and <c>maxContains</c>.</param>
internal sealed class ContainsNode(RuleNode? item, CountRange range) : RuleNode
{
    private readonly (string Least, string Most) _rules = (range.Least == 1 ? "contains" : "minContains", "maxContains");

    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Cursor.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        var start = check.Cursor;
        var outer = check.Trial;
        var (count, certain) = (0, 0);   // certain: the number of items that are sure to match
        var isInside = false;
        for (var items = start; items.NextItem(ref isInside);)
        {
            check.Step();
            check.Cursor = items;
            check.Trial = new JsonTrial { IsOn = true, Start = items.TokenStartIndex };
            item?.Check(ref check);
            count += check.Trial.HasFailed ? 0 : 1;
            certain += check.Trial.HasFailed || check.Trial.IsUnsure ? 0 : 1;
        }

        check.Cursor = start;
        check.Trial = outer;
        check.Trial.IsUnsure |= certain < range.Least || count > range.Most;

        // An item that may or may not match counts toward the minimum, but not toward the maximum.
        var counted = Math.Max(certain, Math.Min(count, range.Least));
        range.Report(ref check, start.TokenStartIndex, counted, _rules, ("item that fits 'contains'", "items that fit 'contains'"));
    }
}
