using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SchemaSdk.Generator.Dialect;
using SchemaSdk.Generator.Json;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>Each rule of the dialect: what is written, and what it means in plain JSON Schema.</summary>
public class DialectTests
{
    [Theory]
    [InlineData("""{"type":"float"}""", """{"type":"number"}""")]
    [InlineData("""{"type":"number"}""", """{"type":"number"}""")]
    [InlineData("""{"type":"Float"}""", """{"type":"Float"}""")]
    [InlineData("""{"type":["float","null"]}""", """{"type":["number","null"]}""")]
    [InlineData("""{"properties":{"a":{"type":"float"}}}""", """{"properties":{"a":{"type":"number"}}}""")]
    [InlineData("""{"properties":{"type":{"type":"float"}}}""", """{"properties":{"type":{"type":"number"}}}""")]
    [InlineData("""{"default":{"type":"float"}}""", """{"default":{"type":"float"}}""")]
    [InlineData("""{"enum":[{"type":"float"}]}""", """{"enum":[{"type":"float"}]}""")]
    [InlineData("""{"definitions":{"a":{"anyOf":[{"type":"float"}]}}}""", """{"definitions":{"a":{"anyOf":[{"type":"number"}]}}}""")]
    public void The_type_float_means_number(string written, string meant) => Expect(written, meant);

    [Theory]
    [InlineData("""{"format":"str"}""", "{}")]
    [InlineData("""{"format":"int_slider_with_range","minimum":3}""", """{"minimum":3}""")]
    [InlineData("""{"format":"curl"}""", "{}")]
    [InlineData("""{"format":"image_uri"}""", """{"format":"image_uri"}""")]
    [InlineData("""{"format":"image_uris"}""", """{"format":"image_uris"}""")]
    [InlineData("""{"format":"uri"}""", """{"format":"uri"}""")]
    [InlineData("""{"format":"date-time"}""", """{"format":"date-time"}""")]
    [InlineData("""{"format":"uuid"}""", """{"format":"uuid"}""")]
    [InlineData("""{"properties":{"format":{"format":"str"}}}""", """{"properties":{"format":{}}}""")]
    [InlineData("""{"examples":[{"format":"str"}]}""", """{"examples":[{"format":"str"}]}""")]
    public void A_format_that_names_a_widget_is_dropped(string written, string meant) => Expect(written, meant);

    [Theory]
    [InlineData("""{"items":{"a":{"type":"string"}}}""", """{"items":{"type":"object","properties":{"a":{"type":"string"}}}}""")]
    [InlineData("""{"items":{"a":{"format":"str"},"b":{"type":"float"}}}""", """{"items":{"type":"object","properties":{"a":{},"b":{"type":"number"}}}}""")]
    [InlineData("""{"items":{"type":{"type":"string"}}}""", """{"items":{"type":"object","properties":{"type":{"type":"string"}}}}""")]
    [InlineData("""{"items":{"type":"object","properties":{}}}""", """{"items":{"type":"object","properties":{}}}""")]
    [InlineData("""{"items":{"properties":{"a":{}}}}""", """{"items":{"properties":{"a":{}}}}""")]
    [InlineData("""{"items":{"type":"string"}}""", """{"items":{"type":"string"}}""")]
    [InlineData("""{"items":{}}""", """{"items":{}}""")]
    [InlineData("""{"items":{"$ref":"#/a"}}""", """{"items":{"$ref":"#/a"}}""")]
    [InlineData("""{"items":[{"type":"float"}]}""", """{"items":[{"type":"number"}]}""")]
    [InlineData("""{"properties":{"items":{"a":{"type":"string"}}}}""", """{"properties":{"items":{"a":{"type":"string"}}}}""")]
    [InlineData("""{"items":{"a":{"items":{"b":{"type":"string"}}}}}""", """{"items":{"type":"object","properties":{"a":{"items":{"type":"object","properties":{"b":{"type":"string"}}}}}}}""")]
    public void Items_that_are_a_map_of_properties_mean_an_object(string written, string meant) => Expect(written, meant);

    [Theory]
    [InlineData("""{"output":{"type":"float"}}""", """{"type":"number"}""")]
    [InlineData("""{"type":"object","output":{"type":"float"}}""", """{"type":"object","output":{"type":"float"}}""")]
    [InlineData("""{"type":"object"}""", """{"type":"object"}""")]
    [InlineData("""{"output":"text"}""", """{"output":"text"}""")]
    public void An_output_schema_may_stand_in_an_envelope(string written, string meant) => Expect(written, meant, SchemaRole.Output);

    [Fact]
    public void An_input_schema_has_no_envelope() => Expect("""{"output":{"type":"float"}}""", """{"output":{"type":"float"}}""");

    [Theory]
    [InlineData("image_uri", true)]
    [InlineData("video_uris", true)]
    [InlineData("url", true)]
    [InlineData("start_image_url", true)]
    [InlineData("imageUrl", true)]
    [InlineData("IMAGE_URL", true)]
    [InlineData("image-urls", true)]
    [InlineData("curl", false)]
    [InlineData("url_count", false)]
    [InlineData("purli", false)]
    [InlineData("", false)]
    public void A_file_is_told_by_the_last_word_of_a_format_or_a_name(string name, bool isFile) => Assert.Equal(isFile, FormatRules.IsFile(name));

    [Fact]
    public void Both_spellings_of_multi_prompt_give_the_same_type()
    {
        var map = MultiPrompt(Repository.Schema("kling/kling-3.0/pro/text-to-video", "input.json"));
        var proper = MultiPrompt(Repository.Schema("kling/kling-3.0/standard/image-to-video", "input.json"));

        Assert.Equal(["Prompt: string?", "Duration: int?"], map);
        Assert.Equal(map, proper);
    }

    private static IEnumerable<string> MultiPrompt(string schema)
    {
        var type = Compiler.Load(GeneratorRun.Over(SchemaText.Input("x", schema))).GetType("Acme.Sdk.Models.XInput+MultiPromptItem")!;
        return type.GetProperties()
            .Where(property => property.DeclaringType == type && property.SetMethod is not null && property.Name != "EqualityContract")
            .Select(property => $"{property.Name}: {TypeNames.Of(property)}")
            .ToList();
    }

    private static void Expect(string written, string meant, SchemaRole role = SchemaRole.Input) =>
        Assert.Equal(meant, SchemaDialect.Normalize((JObject)JsonText.Read(written), role).ToString(Formatting.None));
}
