using System.Globalization;

namespace SchemaSdk.CompilerServices;

/// <summary>Parses rules into nodes. Takes linear time, and does not recurse into nested rules.</summary>
/// <remarks>
/// <para>
/// Each line is a rule. The lines below it that are indented by four more spaces are rules for parts of its value. A rule without
/// indentation has a name; the first one is the root.
/// </para>
/// <code>
/// rules     = [ "rules" N ] { named }                     N: the version of the syntax, by default 1
/// named     = NAME [ "shared" ] ":" rule                  shared: may apply to a value more than once
/// rule      = clause { "," clause } { part, on a line of its own }
///           | part                                        a rule with a single part, on the same line
/// part      = NAME ":" [ "required" ] rule                a member; quote the keywords below to use them as names
///           | { TEXT } { "," clause }                     more strings for the list at the end of the line above
///           | "others:" rule                              members with other names
///           | "item" N ":" rule                           one of the first items, in order from 0
///           | "item:" rule                                all other items
///           | "all of" branches | "any of" branches | "exactly one of" branches
///           | "not:" rule
///           | "if:" rule | "then:" rule | "else:" rule    in this order
///           | "unless null:" rule                         a rule for values other than null
///           | "contains" [ counts ] ":" rule              how many items must match; by default one or more
///           | "names:" rule                               a rule for each member name
///           | "members like" pattern ":" rule             a rule for members whose names match
///           | "members unlike" pattern [ "nor" { NAME } ] ":" rule
///           | "with" NAME ":" rule                        a rule for objects that have this member
/// branches  = { "-" rule, on a line of its own }
/// clause    = ( type { "or" type } | "anything" ) [ range ]
///           | range | "at least" NUMBER | "at most" NUMBER | "above" NUMBER | "below" NUMBER
///           | "multiple of" NUMBER
///           | "matching" pattern | "one of" { TEXT } | "among" JSON array | "equal to" JSON
///           | "unique items" | "requires" { NAME }
///           | ( "dependencies" | "dependentRequired" ) NAME ":" { NAME }
///           | "sum of" POINTER "is" ( POINTER | NUMBER )
///           | "see" NAME                                  the named rule
///           | "nothing" | "forbidden"                     no value is allowed; no such member is allowed
///           | "partly checked" [ types | "uri" ]          the schema has more constraints on these values
/// range     = NUMBER ".." NUMBER | [ "of" ] counts ( "characters" | "items" | "members" )
/// counts    = N ".." N | N "or more"
/// pattern   = TEXT [ "in .NET" TEXT ]                     the pattern in the schema, and its .NET equivalent
/// </code>
/// <para>
/// Names and strings are in quotes, with the escapes of JSON, unless they consist of ASCII letters, digits and <c>_-$.@/*~</c>. The
/// clauses of a line are checked in order, then parts such as <c>any of</c>, then the members, and finally the items.
/// </para>
/// </remarks>
/// <param name="text">The rules.</param>
/// <param name="patterns">Creates a pattern from its .NET form and the form shown in errors; null if the rules have no patterns.</param>
internal sealed class RuleParser(string text, Func<string, string, TextPattern>? patterns)
{
    private const int Step = 4;

    private readonly Stack<RuleDraft> _open = new();
    private readonly Dictionary<string, NamedNode> _named = new(StringComparer.Ordinal);
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);
    private NamedNode? _root;
    private int _shared;

    /// <summary>Parses the rules, and returns the root rule.</summary>
    /// <exception cref="FormatException">The text does not fit the syntax. The message says where, and what was expected there.</exception>
    public RuleNode Read()
    {
        var number = 0;
        foreach (var lineText in text.AsSpan().EnumerateLines())
        {
            number++;
            if (!lineText.IsEmpty && !(number == 1 && RuleVersion.IsIn(lineText)))
            {
                var line = new RuleLine(lineText, number, patterns);
                Read(ref line);
            }
        }

        var end = new RuleLine(default, number, patterns);
        CloseTo(0, end);
        foreach (var name in _named.Keys)
        {
            if (!_defined.Contains(name))
            {
                throw end.Expected($"a rule named {name}");
            }
        }

        return _root ?? throw end.Expected("a rule");
    }

    private void Read(ref RuleLine line)
    {
        var indent = line.Indent();
        CloseTo(indent, line);
        if (indent == 0)
        {
            var name = line.Text();
            var isShared = line.Takes("shared");
            line.Colon();
            if (!_defined.Add(name))
            {
                throw line.Expected($"a name other than {name}");
            }

            _root ??= Named(name);
            ReadRule(ref line, new RuleDraft(RulePlace.Named, Step)
            {
                Name = name,
                Wraps = isShared ? Share : null,
            });
        }
        else if (_open.Count == 0 || _open.Peek().Indent != indent)
        {
            throw line.Expected("a different indentation");
        }
        else if (_open.Peek().Joins is null)
        {
            if (!TakesPart(ref line, indent + Step))
            {
                ReadMember(ref line, indent + Step);
            }
        }
        else if (line.TakesMark("-"))
        {
            line.TakesMark(" ");
            ReadRule(ref line, new RuleDraft(RulePlace.Branch, indent + Step));
        }
        else
        {
            throw line.Expected("'-'");
        }

        if (!line.IsAtEnd)
        {
            throw line.Expected("the end of the line");
        }
    }

    private RuleNode? Share(RuleNode? rule) => rule is null ? null : new SharedNode(rule, _shared++);

    private NamedNode Named(string name)
    {
        if (!_named.TryGetValue(name, out var node))
        {
            _named.Add(name, node = new NamedNode());
        }

        return node;
    }

    private void CloseTo(int indent, in RuleLine line)
    {
        while (_open.Count > 0 && _open.Peek().Indent > indent)
        {
            var done = _open.Pop();
            if (done.Place == RulePlace.Named)
            {
                Named(done.Name).Rule = done.ToNode();
            }
            else if (!_open.Peek().Takes(done))
            {
                throw line.Expected("'if:' before 'then:' and 'else:'");
            }
        }
    }

    private void ReadRule(ref RuleLine line, RuleDraft rule)
    {
        _open.Push(rule);
        rule.IsRequired = rule.Place == RulePlace.Member && line.Takes("required");
        if (line.IsAtEnd || TakesPart(ref line, rule.Indent))
        {
            return;
        }

        RuleClauses.Read(ref line, rule, Named);
        ReadFurtherClauses(ref line, rule);
    }

    private void ReadFurtherClauses(ref RuleLine line, RuleDraft rule)
    {
        while (!line.IsAtEnd)
        {
            line.Comma();
            RuleClauses.Read(ref line, rule, Named);
        }
    }

    private void ReadMember(ref RuleLine line, int indent)
    {
        var isQuote = line.IsQuote;
        var name = line.Text();
        if (isQuote && !line.IsAtColon && _open.Peek().LastTexts is { } texts)
        {
            texts.Add(line.HasText ? [name, .. line.Texts()] : [name]);
            ReadFurtherClauses(ref line, _open.Peek());
            return;
        }

        line.Colon();
        ReadRule(ref line, new RuleDraft(RulePlace.Member, indent) { Name = name });
    }

    /// <summary>Reads the label and the rule of a part that is not a member. Returns false if the line has no such part here.</summary>
    private bool TakesPart(ref RuleLine line, int indent)
    {
        var part = line.IsQuote ? null
            : TakesBranches(ref line, indent) is { } branches ? branches
            : line.Takes("others") ? new RuleDraft(RulePlace.Others, indent)
            : line.Takes("item") ? new RuleDraft(TakesFirst(ref line, _open.Peek().FirstItemCount), indent)
            : line.Takes("if") ? new RuleDraft(RulePlace.If, indent)
            : line.Takes("then") ? new RuleDraft(RulePlace.Then, indent)
            : line.Takes("else") ? new RuleDraft(RulePlace.Else, indent)
            : RuleApplicators.Read(ref line) is { } wraps ? new RuleDraft(RulePlace.Value, indent) { Wraps = wraps }
            : null;
        if (part is null)
        {
            return false;
        }

        if (part.Joins is not null)
        {
            _open.Push(part);
            return true;
        }

        line.Colon();
        ReadRule(ref line, part);
        return true;
    }

    private static RulePlace TakesFirst(ref RuleLine line, int next)
    {
        var number = next.ToString(CultureInfo.InvariantCulture);
        return line.IsAtColon ? RulePlace.Item : line.Takes(number) ? RulePlace.FirstItem : throw line.Expected($"':' or {number}");
    }

    private static RuleDraft? TakesBranches(ref RuleLine line, int indent)
    {
        foreach (var (words, joins) in RuleApplicators.Branches)
        {
            if (line.Takes(words))
            {
                return new RuleDraft(RulePlace.Value, indent) { Joins = joins };
            }
        }

        return null;
    }
}
