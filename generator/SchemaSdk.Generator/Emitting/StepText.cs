using System.Globalization;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>
/// Writes the comments for the properties that lead to a model, such as <c>Kling</c> and <c>Kling3_0</c> in <c>client.Kling.Kling3_0</c>.
/// </summary>
internal static class StepText
{
    /// <summary>Writes the comment of a model: its id, and what is known about it.</summary>
    /// <param name="path">The model.</param>
    /// <param name="below">The number of models below this one.</param>
    public static string OfModel(ModelPath path, int below = 0)
    {
        var facts = path.Facts;
        var start = facts.Name.Length > 0 ? $"{CSharpText.Xml(facts.Name)}: the" : "The";
        var notes = string.Join(", ", Notes(facts).Select(CSharpText.Xml));
        var inside = notes.Length > 0 ? $" ({notes})" : "";
        var others = below > 0 ? $", and {Models(below)} below it" : "";
        var page = facts.Page.Length > 0 ? $" <see href=\"{CSharpText.XmlAttribute(facts.Page)}\">Its page</see>." : "";
        return Summary($"{start} model <c>{CSharpText.Xml(path.Id)}</c>{inside}{others}.{page}");
    }

    /// <summary>Writes the comment for a group.</summary>
    /// <param name="id">The prefix that the model ids in the group share.</param>
    /// <param name="models">The number of models in the group.</param>
    public static string OfGroup(string id, int models) =>
        Summary($"The {(models == 1 ? "model" : Models(models))} below <c>{CSharpText.Xml(id)}</c>.");

    public static string Models(int count) => count.ToString(CultureInfo.InvariantCulture) + (count == 1 ? " model" : " models");

    private static IEnumerable<string> Notes(ModelFacts facts)
    {
        if (facts.Kind.Length > 0)
        {
            yield return facts.Kind;
        }

        if (facts.PriceUnit.Length > 0)
        {
            yield return $"priced per {facts.PriceUnit}";
        }
    }

    private static string Summary(string text) => $"/// <summary>{text}</summary>";
}
