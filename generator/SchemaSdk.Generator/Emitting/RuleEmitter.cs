using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Rules -> methods that check the bytes of a value: one for each that has parts, in which the simple ones stand inline.</summary>
/// <param name="code">The writer of the file.</param>
/// <param name="tables">The file's tables of names.</param>
internal sealed class RuleEmitter(CodeWriter code, NameTables tables)
{
    /// <summary>The length beyond which an expression gets a method of its own.</summary>
    private const int LongestInline = 110;

    /// <summary>
    /// The depth of references beyond which a rule is written on its own, from the start of the stack: a compiler's stack is small.
    /// </summary>
    private const int MaxDepth = 60;

    private const string RootCall = RuleSet.RootName + "(ref v);";

    private readonly RuleKeywordText _keywords = new(tables);
    private readonly Dictionary<string, Rule> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<Rule, string> _done = new(new SameInstance());
    private readonly FreeNames _free = new();
    private readonly HashSet<string> _called = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Body)?> _methods = [];
    private readonly Queue<Rule> _later = new();
    private int _depth;

    /// <summary>Writes the methods of a set of rules; the root's overrides <c>Check</c>, unless another calls it.</summary>
    /// <param name="rules">The rules.</param>
    public void Emit(RuleSet rules)
    {
        foreach (var rule in rules.Rules)
        {
            _named.Add(rule.Name, rule);
            _free.Take(rule.Name);
        }

        const string check = "protected override void Check(ref c::JsonCheck v)";
        CallNamed(RuleSet.RootName);
        while (_later.Count > 0)
        {
            AddMethod(_later.Dequeue());
        }

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
            name = _free.Take(Identifiers.Fit(rule.Name));
            _done.Add(rule, name = AddMethod(rule, name));
        }

        return $"{name}(ref v);";
    }

    /// <summary>The name of such a rule is fixed, so that it may call itself.</summary>
    private string CallNamed(string name)
    {
        if (_called.Add(name))
        {
            (_depth < MaxDepth ? AddMethod : (Action<Rule>)_later.Enqueue)(_named[name]);
        }

        return $"{name}(ref v);";
    }

    private void AddMethod(Rule named) => AddMethod(named, named.Name);

    /// <summary>Adds a method, unless its name is free to choose and there is one that does the same.</summary>
    /// <returns>The name of the one that does it.</returns>
    private string AddMethod(Rule rule, string name)
    {
        var position = _methods.Count;
        _methods.Add(null);
        _depth++;
        var body = string.Join(rule.IsLeaf ? " " : "\n", Statements(rule));
        _depth--;
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
        var required = mask == 0
            ? ""
            : ", " + (mask <= int.MaxValue ? mask.ToString(System.Globalization.CultureInfo.InvariantCulture) : $"0x{mask:X}");
        var head = $"for (var o = v.{start}({table}{required}); o.Next(ref v);)";
        var cases = members.Known.Select((member, i) => (Label: (int?)i, Text: Member(member.Rule))).ToList();
        if (members.Others is { } others)
        {
            // A known member about which nothing is asked does not count among the others.
            var silent = cases.Where(one => one.Text.Length == 0).ToList();
            return RuleSwitch.Of(head, "o.Member", [.. cases.Except(silent), .. silent, (null, Member(others))]);
        }

        return RuleSwitch.Of(head, "o.Member", cases.Where(one => one.Text.Length > 0));
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
            ? $"{head} {RuleSwitch.Block(Part(items.Others))}"
            : RuleSwitch.Of(head, "a.Index", [.. first, (null, Part(items.Others))]);
    }

    private string Loop(RuleLoop loop)
    {
        if (loop.Check == "NotNull")
        {
            return $"if (!v.IsNull) {RuleSwitch.Block(Part(loop.Branches[0]))}";
        }

        var head = $"for (var b = v.{loop.Check}({Arguments(loop)}); b.Next(ref v);)";
        if (loop.Check is "Not" or "When" or "Contains" or "PropertyNames" or "Matching" or "Others")
        {
            return $"{head} {RuleSwitch.Block(Part(loop.Branches[0]))}";
        }

        if (loop.Branches.Count == 2 && Part(loop.Branches[0]) is var one && Part(loop.Branches[1]) is var other
            && one.Length > 0 && other.Length > 0 && one.Length + other.Length < LongestInline - 60)
        {
            return $"{head} if (b.Branch == 0) {RuleSwitch.Block(one)} else {RuleSwitch.Block(other)}";
        }

        var cases = loop.Branches.Select((branch, i) => (Label: (int?)i, Text: Part(branch)));
        return RuleSwitch.Of(head, "b.Branch", cases.Where(branch => branch.Text.Length > 0));
    }

    private string Arguments(RuleLoop loop) => loop.Check switch
    {
        "AllOf" or "AnyOf" or "OneOf" => loop.Branches.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "When" => tables.Members(loop.Arguments, loop.Branches[0].Name),
        "Matching" => tables.Pattern(loop.Arguments[0], loop.Arguments[1], loop.Branches[0].Name),
        "Others" =>
            $"{tables.Members(loop.Arguments.Skip(1), loop.Branches[0].Name)}, "
                + $"{tables.Pattern(loop.Arguments[0], loop.Arguments[0], loop.Branches[0].Name + "_Not")}",
        _ => string.Join(", ", loop.Arguments),
    };

    /// <summary>Rules are compared by what they hold, which takes long for large ones.</summary>
    private sealed class SameInstance : IEqualityComparer<Rule>
    {
        public bool Equals(Rule? x, Rule? y) => ReferenceEquals(x, y);

        public int GetHashCode(Rule obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
