using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>A node of a JSON document, which knows its place in the file and its parent.</summary>
/// <remarks>
/// A node keeps its place when it is moved. A node that still has a parent is copied when it is added elsewhere, so a rule that moves a
/// node removes it first. Nodes are compared by identity, but values (<see cref="JsonValue"/>) by equality.
/// </remarks>
internal abstract class JsonNode
{
    private string? _path;
    private TextSpan _span;

    /// <summary>The kind of the node.</summary>
    public abstract JsonKind Kind { get; }

    /// <summary>
    /// The parent: an object for a member, a member for its value, an array for an item; null for a document.
    /// </summary>
    public JsonNode? Parent { get; private set; }

    /// <summary>The node of another document of which this is a view; null if it is not a view.</summary>
    public JsonNode? Origin { get; private set; }

    /// <summary>The document that it belongs to.</summary>
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

    /// <summary>The span of its text, or of the name for a member; null if it was not read from a text.</summary>
    public TextSpan? OwnPlace => _path is null ? null : _span;

    /// <summary>The span of the nearest enclosing node that has one.</summary>
    public TextSpan Place => Placed()?._span ?? default;

    /// <summary>The file of the nearest enclosing node that has one; null if it was not read from a text.</summary>
    public string? Path => Placed()?._path;

    /// <summary>Makes a value of a text.</summary>
    /// <param name="value">The text; null for the literal null.</param>
    public static implicit operator JsonNode(string? value) => new JsonValue(value);

    /// <summary>Makes a value of a flag.</summary>
    /// <param name="value">The flag.</param>
    public static implicit operator JsonNode(bool value) => new JsonValue(value);

    /// <summary>Gets the text of a string value.</summary>
    /// <param name="node">A value.</param>
    /// <returns>Null for a value that is not a string.</returns>
    public static explicit operator string?(JsonNode? node) => (node as JsonValue)?.Value as string;

    /// <summary>Sets its place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="span">The span of its text.</param>
    public void PutAt(string path, TextSpan span) => (_path, _span) = (path, span);

    /// <summary>Copies the node with its children, and keeps their places.</summary>
    public JsonNode Copy() => Copy(isView: false);

    /// <summary>Copies the node with its children, as a view to be changed. Each copy remembers its <see cref="Origin"/>.</summary>
    public JsonNode View() => Copy(isView: true);

    /// <summary>Removes it from its parent.</summary>
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
                throw new InvalidOperationException("Only a member or an item can be removed.");
        }
    }

    /// <summary>Replaces it by another node.</summary>
    /// <param name="other">The other node.</param>
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

    /// <summary>Writes it as JSON, without white space.</summary>
    public override string ToString() => JsonWriter.Write(this);

    /// <summary>Gets the place of another node.</summary>
    /// <param name="other">The node that this one replaces.</param>
    internal void StandFor(JsonNode other) => (_path, _span, Origin) = (other._path, other._span, other.Origin);

    /// <summary>Copies the node with its children.</summary>
    /// <param name="isView">True if the copies remember what they were copied from; false if they keep the origins of these nodes.</param>
    internal JsonNode Copy(bool isView)
    {
        var copy = CopyInside(isView);
        (copy._path, copy._span, copy.Origin) = (_path, _span, isView ? this : Origin);
        return copy;
    }

    /// <summary>Copies the node, with its children but without its place.</summary>
    /// <param name="isView">As for <see cref="Copy(bool)"/>.</param>
    protected abstract JsonNode CopyInside(bool isView);

    /// <summary>Adopts a node as a child, or a copy of it if it has a parent or contains this node.</summary>
    /// <typeparam name="T">The type of the node.</typeparam>
    /// <param name="part">The node.</param>
    protected T Own<T>(T part)
        where T : JsonNode
    {
        var isTaken = part.Parent is not null || ReferenceEquals(part, this) || (part is not JsonValue && ReferenceEquals(part, Root));
        var owned = isTaken ? (T)part.Copy() : part;
        owned.Parent = this;
        return owned;
    }

    /// <summary>Detaches a node from its parent.</summary>
    /// <param name="part">The node.</param>
    protected static void Disown(JsonNode part) => part.Parent = null;

    private JsonNode? Placed()
    {
        for (var part = this; part is not null; part = part.Parent)
        {
            // A member that was made for a moved value has no place of its own.
            if ((part._path is not null ? part : (part as JsonMember)?.Value) is { _path: not null } placed)
            {
                return placed;
            }
        }

        return null;
    }
}
