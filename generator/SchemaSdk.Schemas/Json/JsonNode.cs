using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>A part of a JSON document, which knows where it stands in its file and what it is part of.</summary>
/// <remarks>
/// A part keeps its place when it is moved. One that still belongs somewhere is copied where it is put elsewhere, so a rule that
/// moves a part takes it out first. Two parts are the same where they are one object, but values (<see cref="JsonValue"/>) where
/// they are equal.
/// </remarks>
internal abstract class JsonNode
{
    private string? _path;
    private TextSpan _span;

    /// <summary>The kind of the node.</summary>
    public abstract JsonKind Kind { get; }

    /// <summary>
    /// The node that it belongs to: an object for a member, a member for its value, an array for an item; null for a document.
    /// </summary>
    public JsonNode? Parent { get; private set; }

    /// <summary>The part of another document that it was copied from as a view of that; null for a part that was not.</summary>
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

    /// <summary>The stretch of its text; of the name for a member; null for what was in no text.</summary>
    public TextSpan? OwnPlace => _path is null ? null : _span;

    /// <summary>The stretch of the text of the nearest part around it that has one.</summary>
    public TextSpan Place => Placed()?._span ?? default;

    /// <summary>The file of the nearest part around it that has one; null for what was in no text.</summary>
    public string? Path => Placed()?._path;

    /// <summary>Makes a value of a text.</summary>
    /// <param name="value">The text; null for the literal null.</param>
    public static implicit operator JsonNode(string? value) => new JsonValue(value);

    /// <summary>Makes a value of a flag.</summary>
    /// <param name="value">The flag.</param>
    public static implicit operator JsonNode(bool value) => new JsonValue(value);

    /// <summary>Reads a text.</summary>
    /// <param name="node">A value.</param>
    /// <returns>Null for a value that is not a string.</returns>
    public static explicit operator string?(JsonNode? node) => (node as JsonValue)?.Value as string;

    /// <summary>Says where it stands.</summary>
    /// <param name="path">The file.</param>
    /// <param name="span">The stretch of its text.</param>
    public void PutAt(string path, TextSpan span) => (_path, _span) = (path, span);

    /// <summary>Copies it with all that is in it; places are kept.</summary>
    public JsonNode Copy() => Copy(isView: false);

    /// <summary>Copies it with all that is in it, to be changed; each copy remembers its <see cref="Origin"/>.</summary>
    public JsonNode View() => Copy(isView: true);

    /// <summary>Takes it out of what it belongs to.</summary>
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

    /// <summary>Puts another part in its place.</summary>
    /// <param name="other">What comes.</param>
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

    /// <summary>Takes over the place of another part.</summary>
    /// <param name="other">What stood for this.</param>
    internal void StandFor(JsonNode other) => (_path, _span, Origin) = (other._path, other._span, other.Origin);

    /// <summary>Copies it with all that is in it.</summary>
    /// <param name="isView">True if the copies remember what they were copied from; else they remember what these remember.</param>
    internal JsonNode Copy(bool isView)
    {
        var copy = CopyInside(isView);
        (copy._path, copy._span, copy.Origin) = (_path, _span, isView ? this : Origin);
        return copy;
    }

    /// <summary>Copies what is in it.</summary>
    /// <param name="isView">As for <see cref="Copy(bool)"/>.</param>
    protected abstract JsonNode CopyInside(bool isView);

    /// <summary>Makes another part belong to this; a copy of it where that belongs somewhere, or is what this belongs to.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="part">The part.</param>
    protected T Own<T>(T part)
        where T : JsonNode
    {
        var isTaken = part.Parent is not null || ReferenceEquals(part, this) || (part is not JsonValue && ReferenceEquals(part, Root));
        var owned = isTaken ? (T)part.Copy() : part;
        owned.Parent = this;
        return owned;
    }

    /// <summary>Makes a part belong to nothing.</summary>
    /// <param name="part">The part.</param>
    protected static void Disown(JsonNode part) => part.Parent = null;

    private JsonNode? Placed()
    {
        for (var part = this; part is not null; part = part.Parent)
        {
            // A member that was made for a value which was moved has no place of its own.
            if ((part._path is not null ? part : (part as JsonMember)?.Value) is { _path: not null } placed)
            {
                return placed;
            }
        }

        return null;
    }
}
