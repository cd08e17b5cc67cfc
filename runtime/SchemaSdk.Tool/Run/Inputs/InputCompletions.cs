using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Calling;

namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>Completes the value of <c>-i</c>.</summary>
internal static class InputCompletions
{
    /// <param name="model">The model; null if it is unknown.</param>
    /// <param name="typed">The text that has been typed.</param>
    internal static IEnumerable<string> Of(CallableModel? model, string typed)
    {
        if (model is null)
        {
            return [];
        }

        var root = new InputPlace(model.Shape);
        if (typed.Split('=', 2) is not [var name, _])
        {
            return root.Members.Select(member => $"{member.Property!.WireName}=").Where(IsTypeable);
        }

        var steps = InputPath.Follow(root, name, out var wrong);
        return wrong is null && steps.Count > 0 ? ValuesOf(steps[^1].Place).Select(value => $"{name}={value}").Where(IsTypeable) : [];
    }

    private static IEnumerable<string> ValuesOf(InputPlace place) =>
        place.Forms.Concat(place.Item?.Forms ?? []).SelectMany(form => form switch
        {
            EnumShape values => values.Members.Select(member => member.WireValue),
            ScalarShape { Kind: ScalarKind.Boolean } => ["true", "false"],
            _ => [],
        });

    // Only printable ASCII is safe: a schema can contain any text, and the user may run the completed command with the next key press.
    private static bool IsTypeable(string text) => text.All(static character => character is >= ' ' and <= '~');
}
