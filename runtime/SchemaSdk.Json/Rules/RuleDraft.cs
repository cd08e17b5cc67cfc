namespace SchemaSdk.CompilerServices;

/// <summary>A rule that is being parsed.</summary>
/// <param name="place">Its role in the outer rule.</param>
/// <param name="indent">The indentation of the lines that belong to it.</param>
internal sealed class RuleDraft(RulePlace place, int indent)
{
    private readonly List<RuleNode> _keywords = [];
    private readonly List<RuleNode> _schemas = [];
    private readonly List<RuleNode?> _branches = [];
    private readonly List<string> _names = [];
    private readonly List<RuleNode?> _members = [];
    private readonly List<string> _farRequired = [];
    private readonly List<RuleNode?> _firstItems = [];
    private (RuleNode? Condition, RuleNode? Then, RuleNode? Else, int At) _if = (null, null, null, -1);
    private CountRange _itemCount = CountRange.Any;
    private int _itemCountAt = -1;
    private ulong _required;
    private RuleNode? _others;
    private RuleNode? _item;
    private bool _hasMembers;
    private bool _hasItems;

    public RulePlace Place => place;

    public int Indent => indent;

    /// <summary>The name of the member that the rule is for, or the name of a named rule.</summary>
    public string Name { get; init; } = "";

    public bool IsRequired { get; set; }

    /// <summary>For a rule with branches, such as <c>anyOf</c>: combines the branches into one node. Null for any other rule.</summary>
    public Func<RuleNode?[], RuleNode>? Joins { get; init; }

    /// <summary>Creates the node for the keyword that contains this rule, such as <c>not</c>; null if no keyword contains it.</summary>
    public Func<RuleNode?, RuleNode?>? Wraps { get; init; }

    public JsonTypes Types { get; set; } = JsonTypes.All;

    /// <summary>Adds a keyword that contains no other rules.</summary>
    public void Add(RuleNode keyword) => _keywords.Add(keyword);

    /// <summary>The last keyword if it is a list of allowed strings; otherwise null.</summary>
    public TextsNode? LastTexts => _keywords is [.., TextsNode texts] ? texts : null;

    /// <summary>How many items at the start of an array have their own rules.</summary>
    public int FirstItemCount => _firstItems.Count;

    /// <summary>Sets the allowed number of items. If a node checks the items, that node also counts them.</summary>
    public void AddItemCount(CountRange range) => (_itemCount, _itemCountAt) = (range, _keywords.Count);

    /// <summary>Adds a completely parsed part. Returns false if the part is not allowed here.</summary>
    public bool Takes(RuleDraft part)
    {
        var node = part.ToNode();
        switch (part.Place)
        {
            case RulePlace.Branch:
                _branches.Add(node);
                return true;
            case RulePlace.Member:
                AddMember(part.Name, part.IsRequired, node);
                return true;
            case RulePlace.Others:
                (_others, _hasMembers) = (node, true);
                return true;
            case RulePlace.FirstItem:
                _firstItems.Add(node);
                _hasItems = true;
                return true;
            case RulePlace.Item:
                (_item, _hasItems) = (node, true);
                return true;
            case RulePlace.Value:
                AddSchemas(node);
                return true;
            case RulePlace.If:
                _if = (node, null, null, _schemas.Count);
                _schemas.Add(new IfNode(node, null, null));
                return true;
            case RulePlace.Then:
                _if.Then = node;
                return SetsIf();
            default:
                _if.Else = node;
                return SetsIf();
        }
    }

    /// <summary>Creates the node of the rule; null if the rule has no constraints.</summary>
    public RuleNode? ToNode()
    {
        var node = Joins is null ? OwnNode() : Joins([.. _branches]);
        return Wraps is null ? node : Wraps(node);
    }

    /// <summary>
    /// Puts the rule's nodes in order: the type, the keywords, then the members and items. The type comes after the keywords if the rule
    /// has members and allows only objects (or null). The same applies to items and arrays.
    /// </summary>
    private RuleNode? OwnNode()
    {
        var typeOfWalk = (Types & ~JsonTypes.Null) switch
        {
            JsonTypes.Object when _hasMembers => JsonTypes.Object,
            JsonTypes.Array when _hasItems => JsonTypes.Array,
            _ => JsonTypes.None,
        };
        var nodes = new List<RuleNode>();
        if (Types != JsonTypes.All && typeOfWalk == JsonTypes.None)
        {
            nodes.Add(new TypeNode(Types));
        }

        if (_itemCountAt >= 0 && !_hasItems)
        {
            _keywords.Insert(_itemCountAt, new CountNode(_itemCount));
        }

        var sum = TakeSum();
        nodes.AddRange(_keywords);
        nodes.AddRange(_schemas);
        if (typeOfWalk != JsonTypes.None)
        {
            nodes.Add(new TypeNode(Types));
        }

        if (_farRequired.Count > 0)
        {
            nodes.Add(new RequiredNode("required", new Utf8Texts([.. _farRequired]), null));
        }

        if (_hasMembers)
        {
            nodes.Add(new MembersNode(new Utf8Texts([.. _names]), [.. _members], _required, _others, sum));
        }

        if (_hasItems)
        {
            nodes.Add(new ItemsNode([.. _firstItems], _item, _itemCount));
        }

        return nodes.Count switch { 0 => null, 1 => nodes[0], _ => new SequenceNode([.. nodes]) };
    }

    /// <summary>
    /// If the last keyword is a sum rule that <see cref="MembersNode"/> can check, removes the keyword and returns a watch. Otherwise,
    /// returns null.
    /// </summary>
    private SumWatch? TakeSum()
    {
        if (_schemas.Count > 0
            || _farRequired.Count > 0
            || _keywords is not [.., SumNode node]
            || node.Rule.MemberOfTerms is not { } holder)
        {
            return null;
        }

        var terms = _names.IndexOf(holder);
        var total = node.Rule.MemberOfTotal is { } totalHolder ? _names.IndexOf(totalHolder) : -1;
        if (terms < 0 || terms == total || (total < 0 && node.Rule.MemberOfTotal is not null))
        {
            return null;
        }

        _keywords.RemoveAt(_keywords.Count - 1);
        var isTallied = node.Rule.MemberOfItems is { } inItems
            && SequenceNode.LastOf(_members[terms]) is ItemsNode items
            && items.Tallies(inItems);
        return new SumWatch(node, terms, total, isTallied);
    }

    private void AddMember(string name, bool isRequired, RuleNode? node)
    {
        if (isRequired && _names.Count < MemberMask.Bits)
        {
            _required |= 1UL << _names.Count;
        }
        else if (isRequired)
        {
            _farRequired.Add(name);
        }

        _names.Add(name);
        _members.Add(node);
        _hasMembers = true;
    }

    private void AddSchemas(RuleNode? node)
    {
        if (node is not null)
        {
            _schemas.Add(node);
        }
    }

    private bool SetsIf()
    {
        if (_if.At < 0)
        {
            return false;
        }

        _schemas[_if.At] = new IfNode(_if.Condition, _if.Then, _if.Else);
        return true;
    }
}
