using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>Lists the members of a model's input, as described by the schema.</summary>
internal static class InputHelp
{
    private const int MostDepth = 4;
    private const int MostPlaces = 300;
    private const int MostValues = 20;
    private const int MostCharacters = 300;

    /// <returns>Lines without control codes.</returns>
    internal static IEnumerable<string> Of(CallableModel model)
    {
        var places = new List<(string Name, InputPlace Place)>();
        Collect(new InputPlace(model.Shape), "", places, 0);
        yield return $"Inputs of {HarmlessText.Line(model.Id)}:";
        if (places.Count == 0)
        {
            yield return "  The schema lists no members, so the model accepts any input.";
        }

        foreach (var (name, place) in places)
        {
            var says = place.Property!.Documentation;
            yield return $"  {HarmlessText.Line(name)}: {HarmlessText.Line(string.Join(", ", Facts(place, says)))}";
            var words = says.Description.Length > 0 ? says.Description : says.Title;
            if (words.Length > 0)
            {
                var line = string.Join(' ', words.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
                yield return $"      {HarmlessText.Line(HarmlessText.Cut(line, MostCharacters))}";
            }
        }
    }

    private static void Collect(InputPlace place, string before, List<(string, InputPlace)> places, int depth)
    {
        foreach (var member in place.Members)
        {
            var name = before + member.Property!.WireName;
            places.Add((name, member));
            if (depth < MostDepth && places.Count < MostPlaces)
            {
                Collect(member, $"{name}.", places, depth + 1);
                if (member.Item is { } item)
                {
                    Collect(item, $"{name}.0.", places, depth + 1);
                }
            }
        }
    }

    private static IEnumerable<string> Facts(InputPlace place, Documentation says)
    {
        yield return TypeOf(place, 0);
        if (place.Property!.IsRequired)
        {
            yield return "required";
        }

        if (says.Allowed.Length > 0)
        {
            yield return says.Allowed;
        }

        if (says.Default.Length > 0 && !place.Property.IsRequired)
        {
            yield return $"default {says.Default}";
        }

        if (place.Property.IsNullable)
        {
            yield return "or null";
        }

        if (says.IsDeprecated)
        {
            yield return "deprecated";
        }
    }

    private static string TypeOf(InputPlace place, int depth)
    {
        var words = place.Forms.Select(form => form is not ListShape || place.Item is not { } item ? Word(form)
                : depth < MostDepth ? $"list of {TypeOf(item, depth + 1)}"
                : "list")
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return words.Count == 0 ? "object" : string.Join(" or ", words);
    }

    private static string Word(Shape form) => form switch
    {
        EnumShape values => $"one of {string.Join(", ", values.Members.Take(MostValues).Select(member => member.WireValue))}"
            + (values.Members.Count > MostValues ? ", …" : ""),
        ObjectShape or MapShape => "object",
        ScalarShape { Kind: ScalarKind.String } => "text",
        ScalarShape { Kind: ScalarKind.File } => "file (a URL, or @path)",
        ScalarShape { Kind: ScalarKind.DateTimeOffset } => "date and time",
        ScalarShape { Kind: ScalarKind.Boolean } => "true or false",
        ScalarShape { Kind: ScalarKind.Double } => "number",
        ScalarShape { Kind: ScalarKind.Json } => "any JSON",
        _ => "whole number",
    };
}
