using System.Globalization;

namespace SchemaSdk.CompilerServices;

/// <summary>The keywords that contain no other rules, such as <c>at least</c>, and the node for each.</summary>
internal static class RuleClauses
{
    /// <summary>The keywords without a parameter.</summary>
    private static readonly (string Words, RuleNode Node)[] Flags =
    [
        ("unique items", new UniqueItemsNode()),
        ("nothing", new ForbiddenNode("false", "be left out", "nothing")),
        ("forbidden", new ForbiddenNode(
            "additionalProperties", "be left out: the schema has no member with this name", "no other members")),
        ("partly checked uri", new UnsureUriNode()),
    ];

    /// <summary>The keywords that precede a number.</summary>
    private static readonly (string Words, Func<string, RuleNode> Node)[] Numbers =
    [
        ("at least", static number => new MinimumNode(new NumberBound(number))),
        ("at most", static number => new MaximumNode(new NumberBound(number))),
        ("above", static number => new AboveNode(new NumberBound(number))),
        ("below", static number => new BelowNode(new NumberBound(number))),
        ("multiple of", static number => new MultipleNode(number)),
    ];

    /// <summary>The words that follow a range of counts.</summary>
    private static readonly (string Words, Func<CountRange, RuleNode> Node)[] Counts =
    [
        ("characters", static range => new LengthNode(range)),
        ("items", static range => new CountNode(range)),
        ("members", static range => new MemberCountNode(range)),
    ];

    /// <summary>The keywords of a clause of the form <c>keyword member: required members</c>.</summary>
    private static readonly string[] Dependencies = ["dependencies", "dependentRequired"];

    /// <summary>Reads one clause, such as <c>at least 3</c>.</summary>
    /// <param name="line">The line, at the start of the clause.</param>
    /// <param name="rule">The rule that the clause belongs to.</param>
    /// <param name="named">Returns the rule with a given name.</param>
    public static void Read(ref RuleLine line, RuleDraft rule, Func<string, RuleNode> named)
    {
        if (TakesTypes(ref line, out var types))
        {
            rule.Types = types;
            _ = TakesCount(ref line, rule) || TakesRange(ref line, rule);
        }
        else if (TakesCount(ref line, rule) || TakesRange(ref line, rule))
        {
            return;
        }
        else if (line.Takes("see"))
        {
            rule.Add(named(line.Text()));
        }
        else if (line.Takes("one of"))
        {
            var texts = new TextsNode();
            texts.Add(line.Texts());
            rule.Add(texts);
        }
        else
        {
            rule.Add(ReadKeyword(ref line) ?? throw line.Expected("a rule"));
        }
    }

    /// <summary>Reads the pattern of the schema, followed by the equivalent .NET pattern if the two differ.</summary>
    public static TextPattern ReadPattern(ref RuleLine line)
    {
        var make = line.Patterns ?? throw line.Expected("no pattern");
        var shown = line.Quoted();
        return make(line.Takes("in .NET") ? line.Quoted() : shown, shown);
    }

    /// <summary>Reads a range of counts, such as <c>0..20</c> or <c>1 or more</c>.</summary>
    public static CountRange ReadCounts(ref RuleLine line)
    {
        var least = Whole(ref line);
        if (!line.TakesMark(".."))
        {
            line.TakesMark(" ");
            return line.Takes("or more") ? new CountRange(least, long.MaxValue) : throw line.Expected("'..' or 'or more'");
        }

        var most = Whole(ref line);
        line.TakesMark(" ");
        return new CountRange(least, most);
    }

    private static RuleNode? ReadKeyword(ref RuleLine line)
    {
        foreach (var (words, node) in Flags)
        {
            if (line.Takes(words))
            {
                return node;
            }
        }

        foreach (var (words, node) in Numbers)
        {
            if (line.Takes(words))
            {
                return node(line.Number());
            }
        }

        foreach (var keyword in Dependencies)
        {
            if (line.Takes(keyword))
            {
                var beside = new Utf8Texts([line.Text()]);
                line.Colon();
                return new RequiredNode(keyword, new Utf8Texts(line.Texts()), beside);
            }
        }

        return line.Takes("matching") ? new PatternNode(ReadPattern(ref line))
            : line.Takes("requires") ? new RequiredNode("required", new Utf8Texts(line.Texts()), null)
            : line.Takes("partly checked") ? new UnsureNode(TakesTypes(ref line, out var types) ? types : JsonTypes.All)
            : line.Takes("sum of") ? ReadSum(ref line)
            : line.Takes("among") ? new ValuesNode("enum", "be one of ", line.JsonArray(ValuesNode.MaxDepth))
            : line.Takes("equal to") ? new ValuesNode("const", "be ", $"[{line.Json(JsonText.MaxInputDepth)}]")
            : null;
    }

    private static SumNode ReadSum(ref RuleLine line)
    {
        var terms = line.Text();
        return line.Takes("is") ? new SumNode(new SumRule(terms, line.Text())) : throw line.Expected("'is'");
    }

    private static bool TakesCount(ref RuleLine line, RuleDraft rule)
    {
        if (!line.Takes("of"))
        {
            return false;
        }

        var range = ReadCounts(ref line);
        if (line.Takes("items"))
        {
            rule.AddItemCount(range);
        }
        else
        {
            rule.Add(NodeOf(ref line, range) ?? throw line.Expected("what is counted"));
        }

        return true;
    }

    private static bool TakesRange(ref RuleLine line, RuleDraft rule)
    {
        if (!line.TakesNumber(out var least))
        {
            return false;
        }

        rule.Add(ReadRange(ref line, least));
        return true;
    }

    /// <summary>
    /// Reads a range of counts or a range of numbers. Only a range of counts is followed by a word that says what is counted.
    /// </summary>
    private static RuleNode ReadRange(ref RuleLine line, string least)
    {
        if (!line.TakesMark(".."))
        {
            line.TakesMark(" ");
            var from = line.Takes("or more") ? Whole(line, least) : throw line.Expected("'..' or 'or more'");
            return NodeOf(ref line, new CountRange(from, long.MaxValue)) ?? throw line.Expected("what is counted");
        }

        var most = line.Number();
        foreach (var (words, node) in Counts)
        {
            if (line.Takes(words))
            {
                return node(new CountRange(Whole(line, least), Whole(line, most)));
            }
        }

        return new RangeNode(new NumberBound(least), new NumberBound(most));
    }

    private static RuleNode? NodeOf(ref RuleLine line, CountRange range)
    {
        foreach (var (words, node) in Counts)
        {
            if (line.Takes(words))
            {
                return node(range);
            }
        }

        return null;
    }

    private static long Whole(ref RuleLine line) =>
        line.TakesNumber(out var number) ? Whole(line, number) : throw line.Expected("a whole number");

    private static long Whole(in RuleLine line, string number) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : throw line.Expected("a whole number");

    private static bool TakesTypes(ref RuleLine line, out JsonTypes types)
    {
        types = JsonTypes.None;
        do
        {
            var type = TakeType(ref line);
            if (type == JsonTypes.None)
            {
                return types == JsonTypes.None ? false : throw line.Expected("a type");
            }

            types |= type;
        }
        while (line.Takes("or"));

        return true;
    }

    /// <returns>The type that the line names at this position; <see cref="JsonTypes.None"/> if it names no type.</returns>
    private static JsonTypes TakeType(ref RuleLine line)
    {
        foreach (var (type, name) in JsonTypeNames.All)
        {
            if (line.Takes(name))
            {
                return type;
            }
        }

        return line.Takes("anything") ? JsonTypes.All : JsonTypes.None;
    }
}
