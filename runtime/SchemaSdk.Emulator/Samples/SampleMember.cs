using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Emulation.Samples;

/// <summary>A property that an output may have.</summary>
internal sealed record SampleMember(string WireName, IReadOnlyList<JsonObject> Written, Subschema Schema, SampleName Given)
{
    private bool IsArray => Schema.Type == "array";

    /// <summary>The given name. If the format of the member or of its items suggests a kind of file, the name has that kind.</summary>
    public SampleName Name { get; } = Given.With(Schema.Format)
        .With(Schema.Items.Select(static items => (string?)items["format"]).FirstOrDefault(static format => format is not null));

    public bool IsFile => Name.IsFile && Schema.Type is "string" or "array";

    /// <summary>
    /// Chooses the file members to fill. An output may have members such as image, video, images and videos, but a model fills only some of
    /// them. Prefers members for the model's kind of file, and then members with a single file.
    /// </summary>
    public static HashSet<SampleMember> ChooseFiles(IReadOnlyList<SampleMember> members, MediaKind kind)
    {
        var files = members.Where(static member => member.IsFile).ToList();
        var fitting = files.Where(member => member.Name.Kind == kind).ToList();
        var chosen = fitting.Count > 0 ? fitting : files;
        return [.. chosen.Exists(static member => !member.IsArray) ? chosen.Where(static member => !member.IsArray) : chosen];
    }
}
