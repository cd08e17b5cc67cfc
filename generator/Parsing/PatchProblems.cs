using SchemaSdk.Generator.Diagnostics;
using SchemaSdk.Generator.Dialect;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Parsing;

/// <summary>Says of a patch what no longer applies, and what to do.</summary>
internal static class PatchProblems
{
    /// <summary>Makes problems of findings.</summary>
    /// <param name="file">The schema.</param>
    /// <param name="findings">What was found while its patch was applied.</param>
    /// <param name="places">Where everything stands.</param>
    public static EquatableArray<Problem> Of(SchemaFile file, IReadOnlyList<PatchFinding> findings, SchemaPlaces places) => findings
        .Select(finding => (finding, place: places.At(file.Patch!.Path, Json.JsonText.PlaceOf(finding.Part))))
        .Select(found => Problem.At(
            Descriptors.PatchOutdated, found.place.Path, found.place.Span, file.ModelId!, found.finding.Pointer, Text(found.finding.Kind)))
        .ToEquatableArray();

    private static string Text(PatchFindingKind kind) => kind switch
    {
        PatchFindingKind.RemovesNothing => "the schema has nothing there to remove; take this out of the patch",
        PatchFindingKind.DescribesNothing =>
            "the schema has nothing there to describe, so this is ignored; move it to the new name if the service has renamed the property, else take it out of the patch",
        _ => "the schema says the same without it; take this out of the patch",
    };
}
