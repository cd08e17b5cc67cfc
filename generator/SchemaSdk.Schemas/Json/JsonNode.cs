using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>A node of a JSON document, with its parent and its position in the file.</summary>
/// <remarks>
/// A moved node keeps its file position. Adding a node that still has a parent adds a copy, so a rule that moves a node must remove it
/// first. Values (<see cref="JsonValue"/>) are compared by content; other nodes are equal only if they are the same object.
/// </remarks>
internal abstract class JsonNode
{
    private string? _path;
    private TextSpan _span;

    public abstract JsonKind Kind { get; }

    /// <summary>The object of a member, the member of a value, or the array of an item; null for a document.</summary>
    public JsonNode? Parent { get; private set; }

    /// <summary>The original of a node in a view (see <see cref="View"/>); null for any other node.</summary>
    public JsonNode? Origin { get; private set; }

    /// <summary>The topmost ancestor, which is the whole document.</summary>
    public JsonNode Root
    {
        get
        {
            var root = this;
            while (root.Parent is { } parent)
            {
                root = parent;
            }

            return root;
        }
    }

    /// <summary>The position of the node's text or, for a member, of its name; null if the node was not read from a file.</summary>
    public TextSpan? OwnPlace => _path is null ? null : _span;

    /// <summary>The position of the nearest enclosing node that was read from a file.</summary>
    public TextSpan Place => Placed()?._span ?? default;

    /// <summary>The file of the nearest enclosing node that was read from a file; null for a tree made in memory.</summary>
    public string? Path => Placed()?._path;

    public static implicit operator JsonNode(string? value) => new JsonValue(value);

    public static implicit operator JsonNode(bool value) => new JsonValue(value);

    /// <summary>Returns the value of a string; null for any other node.</summary>
    public static explicit operator string?(JsonNode? node) => (node as JsonValue)?.Value as string;

    public void PutAt(string path, TextSpan span) => (_path, _span) = (path, span);

    /// <summary>Copies the node and its children, with their file positions.</summary>
    public JsonNode Copy() => Copy(isView: false);

    /// <summary>
    /// Copies the node and its children as a view. The view can be changed, and each copy refers to its original in <see cref="Origin"/>.
    /// </summary>
    public JsonNode View() => Copy(isView: true);

    public void Remove()
    {
        switch (Parent)
        {
            case JsonObject members:
                members.Remove((JsonMember)this);
                break;
            case JsonArray items:
                items.RemoveAt(items.IndexOf(this));
                break;
            default:
                throw new InvalidOperationException("A document cannot be removed, because it has no parent.");
        }
    }

    public void Replace(JsonNode other)
    {
        switch (Parent)
        {
            case JsonMember member:
                member.Value = other;
                break;
            case JsonArray items:
                items[items.IndexOf(this)] = other;
                break;
            case JsonObject members:
                members.Replace((JsonMember)this, (JsonMember)other);
                break;
            default:
                throw new InvalidOperationException("A document cannot be replaced, because it has no parent.");
        }
    }

    /// <summary>Returns the node as JSON, without white space.</summary>
    public override string ToString() => JsonWriter.Write(this);

    /// <summary>Copies the file position and the origin of the node that this node replaces.</summary>
    internal void StandFor(JsonNode other) => (_path, _span, Origin) = (other._path, other._span, other.Origin);

    /// <summary>Copies the node and its children.</summary>
    /// <param name="isView">True to set the origin of each copy to the copied node; false to keep the origins.</param>
    internal JsonNode Copy(bool isView)
    {
        var copy = CopyInside(isView);
        (copy._path, copy._span, copy.Origin) = (_path, _span, isView ? this : Origin);
        return copy;
    }

    /// <summary>Copies the node and its children. The caller sets the copy's file position and origin.</summary>
    protected abstract JsonNode CopyInside(bool isView);

    /// <summary>
    /// Makes a node a child of this node and returns the child. If the node has a parent or contains this node, the child is a copy.
    /// </summary>
    protected T Own<T>(T part)
        where T : JsonNode
    {
        var isTaken = part.Parent is not null || ReferenceEquals(part, this) || (part is not JsonValue && ReferenceEquals(part, Root));
        var owned = isTaken ? (T)part.Copy() : part;
        owned.Parent = this;
        return owned;
    }

    protected static void Disown(JsonNode part) => part.Parent = null;

    private JsonNode? Placed()
    {
        for (var part = this; part is not null; part = part.Parent)
        {
            // A member that was created for a moved value has no position, so the position of the value is used.
            if ((part._path is not null ? part : (part as JsonMember)?.Value) is { _path: not null } placed)
            {
                return placed;
            }
        }

        return null;
    }
}
