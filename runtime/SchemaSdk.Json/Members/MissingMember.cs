using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: handles a required member whose property has no value.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MissingMember
{
    // The limit is low, so that the message fits on one line of a log.
    private const int MaxShown = 100;

    /// <summary>Returns the value of a required member that is typed as <see cref="JsonElement"/>. JSON null counts as a value.</summary>
    /// <param name="owner">The object that contains the member.</param>
    /// <param name="pointer">The location of the member, as a JSON pointer.</param>
    /// <exception cref="InvalidOperationException">The member is missing.</exception>
    public static JsonElement Untyped(ModelObject owner, string pointer)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(pointer);
        return Find(owner.Kept, pointer)?.Value ?? throw Error(owner.Kept, pointer);
    }

    /// <summary>
    /// Creates the exception for a property whose member is missing, or has a value that the property cannot represent.
    /// </summary>
    internal static InvalidOperationException Error(KeptJson? kept, string pointer)
    {
        if (Find(kept, pointer) is { } other)
        {
            return new($"{pointer} has the value {JsonText.Cut(other.Raw, MaxShown)}, which its property cannot represent. "
                + "To use the value, read it from AdditionalProperties or from the result's Raw.");
        }

        var instead = kept?.Whole is { } whole ? $": the output has {JsonText.Cut(whole, MaxShown)} where an object should be" : "";
        return new($"{pointer} is missing from the output, although the schema requires it{instead}. "
            + "If the member may be missing, read AdditionalProperties or the result's Raw, which contain what the service sent.");
    }

    private static OtherMember? Find(KeptJson? kept, string pointer) => kept?.Others.Find(JsonPointers.LastName(pointer));
}
