using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Rules -> methods that check the bytes of a value: one for each that has parts, in which the simple ones stand inline.</summary>
/// <param name="code">Where to.</param>
/// <param name="tables">The file's tables of names.</param>
internal sealed class RuleEmitter(CodeWriter code, NameTables tables)
{
    /// <summary>What is longer than a line gets a method.</summary>
    private const int LongestInline = 110;

    private const string RootCall = RuleSet.RootName + "(ref v);";

    private readonly RuleKeywordText _keywords = new(tables);
    private readonly Dictionary<string, Rule> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<Rule, string> _done = new(new SameInstance());
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _called = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Body)?> _methods = [];

    /// <summary>Writes the methods of a set of rules; the root's overrides <c>Check</c>, unless another calls it.</summary>
    /// <param name="rules">The rules.</param>
    public void Emit(RuleSet rules)
    {
        foreach (var rule in rules.Rules)
        {
            _named.Add(rule.Name, rule);
            _taken.Add(rule.Name);
        }

        const string check = "protected override void Check(ref c::JsonCheck v)";
        CallNamed(RuleSet.RootName);
        var callsRoot = _methods.OfType<(string, string Body)>().Any(method => method.Body.Contains(RootCall));
        if (callsRoot)
        {
            code.Line().Write($"{check} => {RootCall}");
        }

        foreach (var (name, body) in _methods.OfType<(string, string)>())
        {
            var head = name == RuleSet.RootName && !callsRoot ? check : $"static void {name}(ref c::JsonCheck v)";
            code.Line();
            if (body.Contains('\n') || body.Length > LongestInline)
            {
                code.Open(head).Write(body).Close();
            }
            else
            {
                code.Write($"{head} {{ {body}{(body.Length > 0 ? " " : "")}}}");
            }
        }
    }

    private string Call(Rule rule)
    {
        if (rule.Reference.Length > 0)
        {
            return CallNamed(rule.Reference);
        }

        if (!_done.TryGetValue(rule, out var name))
        {
            name = Identifiers.Fit(rule.Name);
            while (!_taken.Add(name))
            {
                name += "_";
            }

            _done.Add(rule, name = AddMethod(rule, name));
        }

        return $"{name}(ref v);";
    }

    /// <summary>The name of such a rule is fixed, so that it may call itself.</summary>
    private string CallNamed(string name)
    {
        if (_called.Add(name))
        {
            AddMethod(_named[name], name);
        }

        return $"{name}(ref v);";
    }

    /// <summary>Adds a method, unless it has no fixed name and there is one that does the same.</summary>
    /// <returns>The name of the one that does it.</returns>
    private string AddMethod(Rule rule, string name)
    {
        var position = _methods.Count;
        _methods.Add(null);
        var body = string.Join(rule.IsLeaf ? " " : "\n", Statements(rule));
        if (!_named.ContainsKey(name) && _names.TryGetValue(body, out var same))
        {
            return same;
        }

        _names[body] = name;
        _methods[position] = (name, body);
        return name;
    }

    /// <summary>The check of a part of a value: simple ones stand where they are, others are called.</summary>
    private string Part(Rule rule) => rule.IsLeaf ? string.Join(" ", Statements(rule)) : Call(rule);

    /// <summary>The check of a member's value, which stands where it is even if it has parts, if it fits on the line.</summary>
    private string Member(Rule rule)
    {
        if (rule.Members is null && rule.Reference.Length == 0 && rule.Loops.All(loop => loop.Branches.Count <= 2))
        {
            var line = string.Join(" ", Statements(rule));
            if (line.Length <= LongestInline && !line.Contains('\n'))
            {
                return line;
            }
        }

        return Part(rule);
    }

    private IEnumerable<string> Statements(Rule rule)
    {
        if (rule.Reference.Length > 0)
        {
            return [Call(rule)];
        }

        var statements = _keywords.Statements(rule).ToList();
        statements.AddRange(rule.Loops.Select(Loop));
        if (rule.Members is { } members)
        {
            statements.Add(Members(rule, members));
        }

        if (rule.Items is { } items)
        {
            statements.Add(Items(rule, items));
        }

        return statements;
    }

    private string Members(Rule rule, MembersRule members)
    {
        var table = tables.Members(members.Known.Select(member => member.WireName), rule.Name);
        var mask = members.Known.Select((member, i) => member.IsRequired ? 1UL << i : 0).Aggregate(0UL, (mask, bit) => mask | bit);
        var start = rule.Types switch
        {
            RuleTypes.Object => "Object",
            RuleTypes.Object | RuleTypes.Null => "ObjectOrNull",
            _ => "Members",
        };
        var required = mask == 0 ? "" : ", " + (mask <= int.MaxValue ? mask.ToString(System.Globalization.CultureInfo.InvariantCulture) : $"0x{mask:X}");
        var head = $"for (var o = v.{start}({table}{required}); o.Next(ref v);)";
        var cases = members.Known.Select((member, i) => (Label: (int?)i, Text: Member(member.Rule))).ToList();
        if (members.Others is { } others)
        {
            // A known member about which nothing is asked is none of the others.
            var silent = cases.Where(one => one.Text.Length == 0).ToList();
            return Switch(head, "o.Member", [.. cases.Except(silent), .. silent, (null, Member(others))]);
        }

        return Switch(head, "o.Member", cases.Where(one => one.Text.Length > 0));
    }

    private string Items(Rule rule, RuleItems items)
    {
        var start = rule.Types switch
        {
            RuleTypes.Array => "Array",
            RuleTypes.Array | RuleTypes.Null => "ArrayOrNull",
            _ => "Items",
        };
        var counts = items.Most.Length > 0 ? $"{items.Least}, {items.Most}" : items.Least == "0" ? "" : items.Least;
        var head = $"for (var a = v.{start}({counts}); a.Next(ref v);)";
        var first = items.First.Select((item, i) => (Label: (int?)i, Text: Part(item))).ToList();
        return first.Count == 0
            ? $"{head} {Block(Part(items.Others))}"
            : Switch(head, "a.Index", [.. first, (null, Part(items.Others))]);
    }

    private string Loop(RuleLoop loop)
    {
        if (loop.Check == "NotNull")
        {
            return $"if (!v.IsNull) {Block(Part(loop.Branches[0]))}";
        }

        var head = $"for (var b = v.{loop.Check}({Arguments(loop)}); b.Next(ref v);)";
        if (loop.Check is "Not" or "When" or "Contains" or "PropertyNames" or "Matching" or "Others")
        {
            return $"{head} {Block(Part(loop.Branches[0]))}";
        }

        if (loop.Branches.Count == 2 && Part(loop.Branches[0]) is var one && Part(loop.Branches[1]) is var other
            && one.Length > 0 && other.Length > 0 && one.Length + other.Length < LongestInline - 60)
        {
            return $"{head} if (b.Branch == 0) {Block(one)} else {Block(other)}";
        }

        var cases = loop.Branches.Select((branch, i) => (Label: (int?)i, Text: Part(branch)));
        return Switch(head, "b.Branch", cases.Where(branch => branch.Text.Length > 0));
    }

    private string Arguments(RuleLoop loop) => loop.Check switch
    {
        "AllOf" or "AnyOf" or "OneOf" => loop.Branches.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "When" => tables.Members(loop.Arguments, loop.Branches[0].Name),
        "Matching" => tables.Pattern(loop.Arguments[0], loop.Arguments[1], loop.Branches[0].Name),
        "Others" => $"{tables.Members(loop.Arguments.Skip(1), loop.Branches[0].Name)}, {tables.Pattern(loop.Arguments[0], loop.Arguments[0], loop.Branches[0].Name + "_Not")}",
        _ => string.Join(", ", loop.Arguments),
    };

    private static string Block(string statements) => statements.Length == 0 ? "{ }" : $"{{ {statements} }}";

    /// <summary>Labels with the same text share it; no label means all others.</summary>
    private static string Switch(string head, string value, IEnumerable<(int? Label, string Text)> cases)
    {
        var groups = cases.GroupBy(one => (one.Label is null, one.Text)).Select(group => (Labels: group.Select(one => one.Label).ToList(), group.Key.Text)).ToList();
        if (groups.Count == 0)
        {
            return head + " { }";
        }

        if (groups.Count == 1 && groups[0].Labels.Count == 1)
        {
            return groups[0].Labels[0] is { } only ? $"{head} if ({value} == {only}) {Block(groups[0].Text)}" : $"{head} {Block(groups[0].Text)}";
        }

        var lines = groups.Select(group => group.Labels[0] is null
            ? $"\tdefault: {group.Text}{(group.Text.Length > 0 ? " " : "")}break;"
            : $"\tcase {string.Join(" or ", group.Labels)}: {group.Text}{(group.Text.Length > 0 ? " " : "")}break;");
        return $"{head} switch ({value})\n{{\n{string.Join("\n", lines)}\n}}";
    }

    /// <summary>Rules are compared by what they hold, which takes long for large ones.</summary>
    private sealed class SameInstance : IEqualityComparer<Rule>
    {
        public bool Equals(Rule? x, Rule? y) => ReferenceEquals(x, y);

        public int GetHashCode(Rule obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
