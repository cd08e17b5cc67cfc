using System.Collections;

namespace SchemaSdk.Schemas.Json;

/// <summary>A JSON array.</summary>
internal sealed class JsonArray : JsonNode, IReadOnlyList<JsonNode>
{
    private readonly List<JsonNode> _items = [];

    /// <summary>Makes an array.</summary>
    /// <param name="items">The items.</param>
    public JsonArray(params JsonNode[] items)
    {
        foreach (var item in items)
        {
            Add(item);
        }
    }

    /// <inheritdoc />
    public override JsonKind Kind => JsonKind.Array;

    /// <inheritdoc />
    public int Count => _items.Count;

    /// <summary>One item.</summary>
    /// <param name="index">From 0.</param>
    public JsonNode this[int index]
    {
        get => _items[index];
        set
        {
            var before = _items[index];
            if (!ReferenceEquals(before, value))
            {
                _items[index] = Own(value);
                Disown(before);
            }
        }
    }

    /// <summary>Adds an item at the end.</summary>
    /// <param name="item">The item.</param>
    public void Add(JsonNode item) => _items.Add(Own(item));

    /// <summary>Finds an item by identity, not by equality.</summary>
    /// <param name="item">An item of this array.</param>
    /// <returns>The index, from 0; -1 if it is not an item of the array.</returns>
    public int IndexOf(JsonNode item)
    {
        for (var i = 0; i < _items.Count; i++)
        {
            if (ReferenceEquals(_items[i], item))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Removes one item.</summary>
    /// <param name="index">From 0.</param>
    public void RemoveAt(int index)
    {
        Disown(_items[index]);
        _items.RemoveAt(index);
    }

    /// <summary>Removes all items.</summary>
    public void Clear()
    {
        _items.ForEach(Disown);
        _items.Clear();
    }

    /// <inheritdoc />
    public IEnumerator<JsonNode> GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc />
    protected override JsonNode CopyInside(bool isView)
    {
        var copy = new JsonArray();
        foreach (var item in _items)
        {
            copy.Add(item.Copy(isView));
        }

        return copy;
    }
}
