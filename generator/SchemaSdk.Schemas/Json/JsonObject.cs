using System.Collections;
using System.Runtime.CompilerServices;

namespace SchemaSdk.Schemas.Json;

/// <summary>A JSON object: members in their order, each name once.</summary>
internal sealed class JsonObject : JsonNode, IEnumerable<JsonMember>
{
    /// <summary>With fewer members than this, a linear search is fastest.</summary>
    private const int MinIndexed = 8;

    private readonly List<JsonMember> _members = [];

    /// <summary>A filter with one bit for each name, which rejects most unknown names quickly. Several names may share a bit.</summary>
    private ulong _bits;
    private Dictionary<string, JsonMember>? _byName;

    /// <inheritdoc />
    public override JsonKind Kind => JsonKind.Object;

    /// <summary>The number of members.</summary>
    public int Count => _members.Count;

    /// <summary>The members, in their order.</summary>
    public IReadOnlyList<JsonMember> Members => _members;

    /// <summary>The members' values, in their order.</summary>
    public IEnumerable<JsonNode> Values => _members.Select(member => member.Value);

    /// <summary>The value of a member; null for an unknown name. A new member is added at the end.</summary>
    /// <param name="name">The member's name.</param>
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

    /// <summary>Finds a member.</summary>
    /// <param name="name">Its name.</param>
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

    /// <summary>Returns true if there is a member of a name.</summary>
    /// <param name="name">Its name.</param>
    public bool ContainsKey(string name) => Member(name) is not null;

    /// <summary>Adds a member at the end.</summary>
    /// <param name="member">The member.</param>
    /// <exception cref="ArgumentException">There is already a member of this name.</exception>
    public void Add(JsonMember member)
    {
        if (ContainsKey(member.Name))
        {
            throw new ArgumentException($"There is already a member '{member.Name}'.");
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

    /// <summary>Removes the member of this name, if there is one.</summary>
    /// <param name="name">Its name.</param>
    public void Remove(string name)
    {
        if (Member(name) is { } member)
        {
            Remove(member);
        }
    }

    /// <summary>Removes all members.</summary>
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

    /// <summary>Removes a member of this object.</summary>
    /// <param name="member">The member.</param>
    internal void Remove(JsonMember member)
    {
        _members.Remove(member);
        _byName?.Remove(member.Name);
        Disown(member);
    }

    /// <summary>Replaces a member by another, which may have the same name.</summary>
    /// <param name="member">A member of this object.</param>
    /// <param name="other">The new member.</param>
    internal void Replace(JsonMember member, JsonMember other)
    {
        if (member.Name != other.Name && ContainsKey(other.Name))
        {
            throw new ArgumentException($"There is already a member '{other.Name}'.");
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
        var copy = new JsonObject();
        foreach (var member in _members)
        {
            copy.Add((JsonMember)member.Copy(isView));
        }

        return copy;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BitOf(string name) => name.Length == 0 ? 1 : 1UL << ((name.Length + name[0] + (7 * name[name.Length - 1])) & 63);
}
