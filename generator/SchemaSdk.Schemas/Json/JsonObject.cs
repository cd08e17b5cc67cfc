using System.Collections;
using System.Runtime.CompilerServices;

namespace SchemaSdk.Schemas.Json;

/// <summary>A JSON object: an ordered list of members with distinct names.</summary>
internal sealed class JsonObject : JsonNode, IEnumerable<JsonMember>
{
    /// <summary>The minimum number of members for which a dictionary is used. With fewer members, a linear search is faster.</summary>
    private const int MinIndexed = 8;

    private readonly List<JsonMember> _members = [];

    /// <summary>A Bloom filter with one bit per name, which rejects most unknown names quickly. Names may share a bit.</summary>
    private ulong _bits;
    private Dictionary<string, JsonMember>? _byName;

    /// <inheritdoc />
    public override JsonKind Kind => JsonKind.Object;

    /// <summary>True if a rule of the dialect dropped a keyword that restricts values, because the keyword had an invalid value.</summary>
    public bool LacksKeyword { get; set; }

    public int Count => _members.Count;

    public IReadOnlyList<JsonMember> Members => _members;

    public IEnumerable<JsonNode> Values => _members.Select(member => member.Value);

    /// <summary>Gets the value of a member, or null for an unknown name. Setting an unknown name adds a member at the end.</summary>
    public JsonNode? this[string name]
    {
        get => Member(name)?.Value;
        set
        {
            if (Member(name) is { } member)
            {
                member.Value = value ?? JsonValue.CreateNull();
            }
            else
            {
                Add(new JsonMember(name, value ?? JsonValue.CreateNull()));
            }
        }
    }

    [MethodImpl(Compiled.AtOnce)]
    public JsonMember? Member(string name)
    {
        if ((_bits & BitOf(name)) == 0)
        {
            return null;
        }

        if (_byName is not null)
        {
            return _byName.TryGetValue(name, out var member) ? member : null;
        }

        for (var i = 0; i < _members.Count; i++)
        {
            if (_members[i].Name == name)
            {
                return _members[i];
            }
        }

        return null;
    }

    public bool ContainsKey(string name) => Member(name) is not null;

    /// <summary>Adds a member at the end. Throws if the object already has a member of this name.</summary>
    public void Add(JsonMember member)
    {
        if (ContainsKey(member.Name))
        {
            throw new ArgumentException($"The object already has a member '{member.Name}'.");
        }

        var owned = Own(member);
        _members.Add(owned);
        _bits |= BitOf(owned.Name);
        if (_byName is not null)
        {
            _byName.Add(owned.Name, owned);
        }
        else if (_members.Count >= MinIndexed)
        {
            _byName = _members.ToDictionary(known => known.Name, StringComparer.Ordinal);
        }
    }

    /// <summary>
    /// Adds a member at the end. Returns the earlier member of the same name, if any. Before the object is used, remove that member with
    /// <see cref="Remove(HashSet{JsonMember})"/>.
    /// </summary>
    internal JsonMember? Supersede(JsonMember member)
    {
        if (Member(member.Name) is not { } earlier)
        {
            Add(member);
            return null;
        }

        _byName ??= _members.ToDictionary(known => known.Name, StringComparer.Ordinal);
        var owned = Own(member);
        _members.Add(owned);
        _byName[owned.Name] = owned;
        return earlier;
    }

    /// <summary>Removes members that <see cref="Supersede"/> returned.</summary>
    internal void Remove(HashSet<JsonMember> superseded)
    {
        _members.RemoveAll(superseded.Contains);
        foreach (var member in superseded)
        {
            Disown(member);
        }
    }

    public void Remove(string name)
    {
        if (Member(name) is { } member)
        {
            Remove(member);
        }
    }

    /// <summary>Removes a keyword with an invalid value, and records that the object has lost a keyword.</summary>
    public void Drop(string keyword)
    {
        LacksKeyword |= ContainsKey(keyword);
        Remove(keyword);
    }

    public void Clear()
    {
        _members.ForEach(Disown);
        _members.Clear();
        _bits = 0;
        _byName = null;
    }

    /// <inheritdoc />
    public IEnumerator<JsonMember> GetEnumerator() => _members.GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Remove(JsonMember member)
    {
        _members.Remove(member);
        _byName?.Remove(member.Name);
        Disown(member);
    }

    /// <summary>Replaces a member at its position. The new member may have another name.</summary>
    internal void Replace(JsonMember member, JsonMember other)
    {
        if (member.Name != other.Name && ContainsKey(other.Name))
        {
            throw new ArgumentException($"The object already has a member '{other.Name}'.");
        }

        var owned = Own(other);
        _members[_members.IndexOf(member)] = owned;
        _bits |= BitOf(owned.Name);
        Disown(member);
        if (_byName is not null)
        {
            _byName.Remove(member.Name);
            _byName.Add(owned.Name, owned);
        }
    }

    /// <inheritdoc />
    protected override JsonNode CopyInside(bool isView)
    {
        var copy = new JsonObject { LacksKeyword = LacksKeyword };
        foreach (var member in _members)
        {
            copy.Add((JsonMember)member.Copy(isView));
        }

        return copy;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BitOf(string name) => name.Length == 0 ? 1 : 1UL << ((name.Length + name[0] + (7 * name[name.Length - 1])) & 63);
}
