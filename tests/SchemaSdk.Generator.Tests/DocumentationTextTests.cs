using SchemaSdk.Generator.Emitting;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Tests;

/// <summary>The texts of tooltips.</summary>
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
    public void Of_a_property_it_is_the_description_else_the_title_and_the_title_beside_it_where_it_is_no_other_spelling_of_the_name(
        string title, string description, string text) =>
        Expect(text, Property("aspect_ratio", "AspectRatio", new Documentation(title, description, "", "", false)));

    [Theory]
    [InlineData("", "", "")]
    [InlineData("16:9", "", "aspect_ratio (default 16:9)")]
    [InlineData("\"\"", "", "")]
    [InlineData("", "3 to 15", "aspect_ratio (3 to 15)")]
    [InlineData("<1", "3 to 15", "aspect_ratio (3 to 15, default &lt;1)")]
    public void What_is_allowed_and_the_default_stand_behind_it(string byDefault, string allowed, string text) =>
        Expect(text, Property("aspect_ratio", "AspectRatio", new Documentation("", "", byDefault, allowed, false)));

    [Theory]
    [InlineData("", "c#")]
    [InlineData("Which.", "Which. (<c>c#</c>)")]
    public void The_name_in_JSON_is_told_where_nobody_could_guess_it(string description, string text) =>
        Expect(text, Property("c#", "C_Hash", new Documentation("", description, "", "", false)));

    [Theory]
    [InlineData(299, false)]
    [InlineData(300, false)]
    [InlineData(301, true)]
    [InlineData(5_000, true)]
    public void A_long_description_is_cut_at_300_characters(int length, bool isCut)
    {
        var description = new string('x', length);
        var shown = isCut ? new string('x', 299) + "…" : description;

        Expect(shown, Property("a", "A", new Documentation("", description, "", "", false)));
        Assert.Equal([$"/// <summary>{shown}</summary>"], DocumentationText.Of(new Documentation("", description, "", "", false), ""));
    }

    [Theory]
    [InlineData(false, "[global::System.Obsolete]")]
    [InlineData(true)]
    public void What_is_deprecated_is_marked_unless_everyone_has_to_set_it(bool isRequired, params string[] marks) =>
        Assert.Equal(marks, DocumentationText.Of(Property("a", "A", new Documentation("", "", "", "", true)), isRequired));

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("", "", "What it takes.", "What it takes.")]
    [InlineData("Input", "", "What it takes.", "Input")]
    [InlineData("Input", "", "", "")]
    [InlineData(" ", "", "What it takes.", "What it takes.")]
    [InlineData("Input", "Words & more.", "What it takes.", "Words &amp; more.")]
    [InlineData("", "Words.", "", "Words.")]
    public void Of_a_type_it_is_the_description_else_the_title_where_no_property_says_it_else_what_the_type_is(
        string title, string description, string otherwise, string text) => Assert.Equal(
            text.Length == 0 ? [] : [$"/// <summary>{text}</summary>"],
            DocumentationText.Of(new Documentation(title, description, "", "", false), otherwise));

    private static void Expect(string text, PropertyModel property) =>
        Assert.Equal(text.Length == 0 ? [] : [$"/// <summary>{text}</summary>"], DocumentationText.Of(property, isRequired: false));

    private static PropertyModel Property(string wireName, string name, Documentation words) =>
        new(wireName, name, new ScalarShape(ScalarKind.String), IsRequired: false, IsNullable: false, "/" + wireName, words);
}
