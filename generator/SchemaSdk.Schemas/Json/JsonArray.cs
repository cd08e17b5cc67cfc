using System.Collections;

namespace SchemaSdk.Schemas.Json;

internal sealed class JsonArray : JsonNode, IReadOnlyList<JsonNode>
{
    private readonly List<JsonNode> _items = [];
    private int _found;

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

    public void Add(JsonNode item) => _items.Add(Own(item));

    /// <summary>
    /// Finds an item by identity and returns its index; -1 if the item is not in this array. Starts at the item found last, because callers
    /// replace all items in order.
    /// </summary>
    public int IndexOf(JsonNode item)
    {
        for (var i = 0; i < _items.Count; i++)
        {
            var at = (_found + i) % _items.Count;
            if (ReferenceEquals(_items[at], item))
            {
                return _found = at;
            }
        }

        return -1;
    }

    public void RemoveAt(int index)
    {
        Disown(_items[index]);
        _items.RemoveAt(index);
    }

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
