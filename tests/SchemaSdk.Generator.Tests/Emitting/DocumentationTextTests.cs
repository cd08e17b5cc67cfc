using SchemaSdk.Generator.Emitting;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests what generated documentation comments say about properties and types.</summary>
public class DocumentationTextTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("Aspect ratio", "", "Aspect ratio")]
    [InlineData("Aspect ratio", "How wide.", "How wide.")]
    [InlineData("Format", "How wide.", "How wide. (Format)")]
    [InlineData(" ", " How wide. ", "How wide.")]
    [InlineData("Format", " ", "Format")]
    [InlineData("a < b", "", "a &lt; b")]
    public void A_property_is_documented_by_its_description_and_by_a_title_that_differs_from_the_name(
        string title, string description, string text) =>
        Expect(text, Property("aspect_ratio", "AspectRatio", new Documentation(title, description, "", "", false)));

    [Theory]
    [InlineData("", "", "")]
    [InlineData("16:9", "", "aspect_ratio (default 16:9)")]
    [InlineData("\"\"", "", "")]
    [InlineData("", "3 to 15", "aspect_ratio (3 to 15)")]
    [InlineData("<1", "3 to 15", "aspect_ratio (3 to 15, default &lt;1)")]
    public void A_property_is_documented_with_its_allowed_values_and_default(string byDefault, string allowed, string text) =>
        Expect(text, Property("aspect_ratio", "AspectRatio", new Documentation("", "", byDefault, allowed, false)));

    [Fact]
    public void A_required_property_has_no_default_in_its_comment()
    {
        var words = new Documentation("", "", "16:9", "3 to 15", false);

        Assert.Equal(
            ["/// <summary>aspect_ratio (3 to 15)</summary>"],
            DocumentationText.Of(Property("aspect_ratio", "AspectRatio", words) with { IsRequired = true }, isRequired: true));
    }

    [Theory]
    [InlineData("", "c#")]
    [InlineData("Which.", "Which. (<c>c#</c>)")]
    public void A_JSON_name_that_the_CSharp_name_does_not_reveal_is_documented(string description, string text) =>
        Expect(text, Property("c#", "C_Hash", new Documentation("", description, "", "", false)));

    [Theory]
    [InlineData(299, false)]
    [InlineData(300, false)]
    [InlineData(301, true)]
    [InlineData(5_000, true)]
    public void A_description_is_truncated_to_300_characters(int length, bool isCut)
    {
        var description = new string('x', length);
        var shown = isCut ? new string('x', 299) + "…" : description;

        Expect(shown, Property("a", "A", new Documentation("", description, "", "", false)));
        Assert.Equal([$"/// <summary>{shown}</summary>"], DocumentationText.Of(new Documentation("", description, "", "", false), ""));
    }

    [Theory]
    [InlineData(false, "[global::System.Obsolete]")]
    [InlineData(true)]
    public void A_deprecated_property_is_obsolete_unless_it_is_required(bool isRequired, params string[] marks) =>
        Assert.Equal(marks, DocumentationText.Of(Property("a", "A", new Documentation("", "", "", "", true)), isRequired));

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("", "", "What it takes.", "What it takes.")]
    [InlineData("Input", "", "What it takes.", "Input")]
    [InlineData("Input", "", "", "")]
    [InlineData(" ", "", "What it takes.", "What it takes.")]
    [InlineData("Input", "Words & more.", "What it takes.", "Words &amp; more.")]
    [InlineData("", "Words.", "", "Words.")]
    public void A_type_is_documented_by_its_description_or_title_or_a_default(
        string title, string description, string otherwise, string text) => Assert.Equal(
            text.Length == 0 ? [] : [$"/// <summary>{text}</summary>"],
            DocumentationText.Of(new Documentation(title, description, "", "", false), otherwise));

    private static void Expect(string text, PropertyModel property) =>
        Assert.Equal(text.Length == 0 ? [] : [$"/// <summary>{text}</summary>"], DocumentationText.Of(property, isRequired: false));

    private static PropertyModel Property(string wireName, string name, Documentation words) =>
        new(wireName, name, new ScalarShape(ScalarKind.String), IsRequired: false, IsNullable: false, "/" + wireName, words);
}
