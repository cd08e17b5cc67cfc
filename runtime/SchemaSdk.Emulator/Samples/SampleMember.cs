using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Emulation.Samples;

/// <summary>A property that an output may have.</summary>
internal sealed record SampleMember(string WireName, JsonObject Written, SchemaNode Schema, SampleName Given)
{
    private bool IsArray => Schema.Type == "array";

    /// <summary>The name, with the hints from the format of the member or of its items.</summary>
    public SampleName Name { get; } = Given.With(Schema.Format).With((string?)Schema.Items?["format"]);

    public bool IsFile => Name.IsFile && Schema.Type is "string" or "array";

    /// <summary>
    /// Chooses the file members to fill. The documented output has the members image, video, images and videos. The members for the model's
    /// own kind of file are filled, or all file members if there are none of that kind. Single files are preferred to lists.
    /// </summary>
    public static HashSet<SampleMember> ChooseFiles(IReadOnlyList<SampleMember> members, MediaKind kind)
    {
        var files = members.Where(static member => member.IsFile).ToList();
        var fitting = files.Where(member => member.Name.Kind == kind).ToList();
        var chosen = fitting.Count > 0 ? fitting : files;
        return [.. chosen.Exists(static member => !member.IsArray) ? chosen.Where(static member => !member.IsArray) : chosen];
    }
}
