using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Tests.Dialect;

/// <summary>Tests that schemas as services write them are normalized to draft 7.</summary>
public sealed class DialectTests
{
    [Theory]
    [InlineData("""{"type":"float"}""", """{"type":"number"}""")]
    [InlineData("""{"type":"Float"}""", """{"type":"number"}""")]
    [InlineData("""{"type":"double"}""", """{"type":"number"}""")]
    [InlineData("""{"type":"decimal"}""", """{"type":"number"}""")]
    [InlineData("""{"type":"int"}""", """{"type":"integer"}""")]
    [InlineData("""{"type":"INTEGER"}""", """{"type":"integer"}""")]
    [InlineData("""{"type":"int64"}""", """{"type":"integer"}""")]
    [InlineData("""{"type":"long"}""", """{"type":"integer"}""")]
    [InlineData("""{"type":"bool"}""", """{"type":"boolean"}""")]
    [InlineData("""{"type":"str"}""", """{"type":"string"}""")]
    [InlineData("""{"type":"text"}""", """{"type":"string"}""")]
    [InlineData("""{"type":"file"}""", """{"type":"string"}""")]
    [InlineData("""{"type":"dict"}""", """{"type":"object"}""")]
    [InlineData("""{"type":"map"}""", """{"type":"object"}""")]
    [InlineData("""{"type":"list"}""", """{"type":"array"}""")]
    [InlineData("""{"type":"any"}""", "{}")]
    [InlineData("""{"type":""}""", "{}")]
    [InlineData("""{"type":null}""", "{}")]
    [InlineData("""{"type":[]}""", "{}")]
    [InlineData("""{"type":"null"}""", """{"type":"null"}""")]
    [InlineData("""{"type":["Float","number","null"]}""", """{"type":["number","null"]}""")]
    [InlineData("""{"type":["string","any"]}""", "{}")]
    [InlineData("""{"type":"hologram"}""", """{"type":"hologram"}""")]
    [InlineData("""{"type":"enum","enum":["a"]}""", """{"type":"string","enum":["a"]}""")]
    [InlineData("""{"type":"Enum","enum":["a",1]}""", """{"enum":["a",1]}""")]
    public void Type_names_are_normalized(string written, string meant) => Check(written, meant);

    [Theory]
    [InlineData("""{"type":"string","format":"str"}""", """{"type":"string"}""")]
    [InlineData("""{"type":"integer","format":"int_slider_with_range"}""", """{"type":"integer"}""")]
    [InlineData("""{"type":"string","format":"image_uri"}""", """{"type":"string","format":"image_uri"}""")]
    [InlineData("""{"type":"string","format":7}""", """{"type":"string"}""")]
    public void Formats_are_normalized(string written, string meant) => Check(written, meant);

    [Theory]
    [InlineData(
        """{"type":"array","format":"image_uris"}""",
        """{"type":"array","format":"image_uris","items":{"type":"string","format":"image_uri"}}""")]
    [InlineData(
        """{"type":["array","null"],"format":"urls"}""",
        """{"type":["array","null"],"format":"urls","items":{"type":"string","format":"uri"}}""")]
    [InlineData(
        """{"properties":{"image_urls":{"type":"array"},"tags":{"type":"array"},"videoUris":{"type":"string"}}}""",
        """{"properties":{"image_urls":{"type":"array","items":{"type":"string","format":"uri"}},"tags":{"type":"array"},"videoUris":"""
            + """{"type":"string"}}}""")]
    [InlineData(
        """{"type":"array","items":{"type":"integer"},"format":"image_uris"}""",
        """{"type":"array","items":{"type":"integer"},"format":"image_uris"}""")]
    [InlineData(
        """{"properties":{"then":{"properties":{"urls":{"type":"array"}}}}}""",
        """{"properties":{"then":{"properties":{"urls":{"type":"array","items":{"type":"string","format":"uri"}}}}}}""")]
    [InlineData(
        """{"type":"array","items":{"0":{"type":"float"},"1":{"type":"str"}}}""",
        """{"type":"array","items":[{"type":"number"},{"type":"string"}]}""")]
    [InlineData(
        """{"type":"array","items":{"1":{"type":"str"},"0":{"type":"float"}}}""",
        """{"type":"array","items":[{"type":"number"},{"type":"string"}]}""")]
    [InlineData(
        """{"prefixItems":[{"type":"float"}],"items":{"type":"str"}}""",
        """{"items":[{"type":"number"}],"additionalItems":{"type":"string"}}""")]
    [InlineData("""{"prefixItems":[{}],"items":false}""", """{"items":[{}],"additionalItems":false}""")]
    [InlineData("""{"minContains":"0","contains":{"type":"str"}}""", """{"minContains":0,"contains":{"type":"string"}}""")]
    public void Arrays_are_normalized(string written, string meant) => Check(written, meant);

    [Theory]
    [InlineData("""{"properties":{"urls":{"type":"array","allOf":[{"items":{}}]}}}""")]
    [InlineData("""{"properties":{"urls":{"type":"array","then":{"items":{}}}}}""")]
    [InlineData("""{"properties":{"urls":{"type":"array","contains":{}}}}""")]
    [InlineData("""{"properties":{"urls":{"type":"array","$ref":"#/definitions/A"}},"definitions":{"A":{}}}""")]
    [InlineData("""{"then":{"properties":{"urls":{"type":"array"}}}}""")]
    [InlineData("""{"anyOf":[{"properties":{"urls":{"type":"array"}}}]}""")]
    [InlineData("""{"dependentSchemas":{"a":{"properties":{"urls":{"type":"array"}}}}}""")]
    public void A_name_does_not_say_the_items_of_an_array_that_another_part_may_describe(string schema) => Check(schema, schema);

    [Theory]
    [InlineData(
        """{"type":"array","items":{"prompt":{"type":"string"},"duration":{"type":"int"}}}""",
        """{"type":"array","items":{"type":"object","properties":{"prompt":{"type":"string"},"duration":{"type":"integer"}}}}""")]
    [InlineData(
        """{"prompt":{"type":"string","required":true},"seed":{"type":"int"}}""",
        """{"type":"object","properties":{"prompt":{"type":"string"},"seed":{"type":"integer"}},"required":["prompt"]}""")]
    [InlineData(
        """{"properties":{"size":{"width":{"type":"int"},"height":{}}}}""",
        """{"properties":{"size":{"type":"object","properties":{"width":{"type":"integer"},"height":{}}}}}""")]
    [InlineData(
        """{"type":{"type":"string"},"format":{"enum":["png"]},"title":{"type":"string"}}""",
        """{"type":"object","properties":{"type":{"type":"string"},"format":{"enum":["png"]},"title":{"type":"string"}}}""")]
    [InlineData(
        """{"title":"Input","a":{"$ref":"#/definitions/A"},"definitions":{"A":{"type":"int"}}}""",
        """{"title":"Input","definitions":{"A":{"type":"integer"}},"type":"object","properties":{"a":{"$ref":"#/definitions/A"}}}""")]
    [InlineData("""{"items":{"const":{"type":"int"}}}""", """{"items":{"const":{"type":"int"}}}""")]
    [InlineData("""{"ui":{"field":"image"}}""", """{"ui":{"field":"image"}}""")]
    [InlineData("""{"externalDocs":{"description":"More"}}""", """{"externalDocs":{"description":"More"}}""")]
    [InlineData("""{"_field":{"type":"slider"}}""", """{"_field":{"type":"slider"}}""")]
    [InlineData("""{"x-order":{"type":"string"}}""", """{"x-order":{"type":"string"}}""")]
    [InlineData("{}", "{}")]
    public void Bare_property_maps_become_objects(string written, string meant) => Check(written, meant);

    [Theory]
    [InlineData("""{"minimum":5,"exclusiveMinimum":true}""", """{"exclusiveMinimum":5}""")]
    [InlineData("""{"maximum":5,"exclusiveMaximum":false}""", """{"maximum":5}""")]
    [InlineData("""{"exclusiveMaximum":true}""", "{}")]
    [InlineData("""{"minimum":"10","maximum":"1e3","multipleOf":"0.5"}""", """{"minimum":10,"maximum":1000.0,"multipleOf":0.5}""")]
    [InlineData("""{"minimum":"low","maximum":null,"multipleOf":{}}""", "{}")]
    [InlineData("""{"minimum":0.0,"maximum":-9223372036854776000}""", """{"minimum":0.0,"maximum":-9223372036854776000}""")]
    [InlineData("""{"multipleOf":0}""", "{}")]
    [InlineData("""{"minLength":2.0,"maxLength":"5","minItems":-1,"maxItems":2.5}""", """{"minLength":2,"maxLength":5}""")]
    [InlineData("""{"maxLength":4294967295,"maxItems":100000000000000000000}""", "{}")]
    public void Bounds_are_normalized(string written, string meant) => Check(written, meant);

    [Theory]
    [InlineData(
        """{"properties":{"a":{"required":true},"b":{"required":false},"c":{"required":"True"}},"required":["a"]}""",
        """{"properties":{"a":{},"b":{},"c":{}},"required":["a","c"]}""")]
    [InlineData("""{"properties":{"required":{"type":"bool"}}}""", """{"properties":{"required":{"type":"boolean"}}}""")]
    [InlineData("""{"required":["a",1,null,"a","b"]}""", """{"required":["a","b"]}""")]
    [InlineData("""{"required":"a"}""", "{}")]
    [InlineData("""{"required":true}""", "{}")]
    [InlineData("""{"enum":"a"}""", "{}")]
    [InlineData("""{"enum":[]}""", "{}")]
    [InlineData("""{"enum":["a","b","a",1,1.0,[{}],[{}]]}""", """{"enum":["a","b",1,1.0,[{}]]}""")]
    [InlineData("""{"enum":[{"a":1,"b":2},{"b":2,"a":1},{"a":1},[1],[2],"1"]}""", """{"enum":[{"a":1,"b":2},{"a":1},[1],[2],"1"]}""")]
    [InlineData("""{"example":5}""", """{"examples":[5]}""")]
    [InlineData("""{"example":{"type":"int"},"examples":["x"]}""", """{"examples":["x",{"type":"int"}]}""")]
    [InlineData("""{"example":"x","examples":["x"]}""", """{"examples":["x"]}""")]
    [InlineData("""{"examples":{"short":{"value":"a"},"long":{"value":"aa"}}}""", """{"examples":["a","aa"]}""")]
    [InlineData("""{"examples":"a"}""", """{"examples":["a"]}""")]
    [InlineData(
        """{"dependentRequired":{"a":["b"]},"dependentSchemas":{"a":{"type":"int"},"c":false}}""",
        """{"dependentRequired":{"a":["b"]},"dependentSchemas":{"a":{"type":"integer"},"c":{"not":{}}}}""")]
    [InlineData("""{"title":5,"description":null,"uniqueItems":"true","deprecated":1}""", """{"uniqueItems":true}""")]
    [InlineData("""{"properties":[],"anyOf":{},"oneOf":[],"items":null,"additionalProperties":"no"}""", "{}")]
    [InlineData("""{"nullabl":false,"ge":1,"step":0.1,"x-order":1}""", """{"nullabl":false,"ge":1,"step":0.1,"x-order":1}""")]
    [InlineData(
        """{"validations":[{"validation_rule":"width/height>","validation_value":"2.5"}]}""",
        """{"validations":[{"validation_rule":"width/height>","validation_value":"2.5"}]}""")]
    public void Remaining_keywords_are_normalized(string written, string meant) => Check(written, meant);

    [Theory]
    [InlineData("""{"discriminator":"kind"}""", """{"discriminator":{"propertyName":"kind"}}""")]
    [InlineData("""{"discriminator":{"mapping":{}}}""", "{}")]
    [InlineData("""{"discriminator":{"propertyName":"kind","mapping":5}}""", """{"discriminator":{"propertyName":"kind"}}""")]
    [InlineData(
        """{"discriminator":{"propertyName":"k","mapping":{"a":"A","b":"#/components/schemas/B","c":5}},"components":{"schemas":{"A":"""
            + """{}}}}""",
        """{"discriminator":{"propertyName":"k","mapping":{"a":"#/components/schemas/A"}},"components":{"schemas":{"A":{}}}}""")]
    [InlineData("""{"x-deprecated":"True","x-enumNames":{"a":"A"},"x-abstract":1,"xml":"x"}""", """{"x-deprecated":true}""")]
    public void Known_extensions_are_normalized(string written, string meant) => Check(written, meant);

    [Theory]
    [InlineData(
        """{"properties":{"a":true,"b":false,"c":"float","d":null}}""",
        """{"properties":{"a":{},"b":{"not":{}},"c":{"type":"number"},"d":{}}}""")]
    [InlineData(
        """{"items":true,"not":false,"anyOf":[true,{"type":"int"}]}""",
        """{"items":{},"not":{"not":{}},"anyOf":[{},{"type":"integer"}]}""")]
    [InlineData(
        """{"items":[false],"additionalItems":false,"additionalProperties":true}""",
        """{"items":[{"not":{}}],"additionalItems":false,"additionalProperties":true}""")]
    [InlineData("""{"dependencies":{"a":["b"],"c":false,"d":"e"}}""", """{"dependencies":{"a":["b"],"c":{"not":{}},"d":["e"]}}""")]
    public void Schemas_in_every_position_are_normalized(string written, string meant) => Check(written, meant);

    [Theory]
    [InlineData("""{"default":{"type":"float","items":true,"nullable":true,"$ref":"#/definitions/A"},"not":{}}""")]
    [InlineData("""{"const":{"type":"float","items":true,"nullable":true,"$ref":"#/definitions/A"},"not":{}}""")]
    [InlineData("""{"x-anything":{"type":"float","items":true,"nullable":true,"$ref":"#/definitions/A"},"not":{}}""")]
    [InlineData("""{"type":"object","enum":[{"type":"float","required":true},{"a":{"type":"int"}}]}""")]
    [InlineData("""{"type":"object","examples":[{"type":"float","required":true},{"a":{"type":"int"}}]}""")]
    public void Data_is_not_normalized(string schema) => Check(schema, schema);

    internal static void Check(string written, string meant, SchemaRole role = SchemaRole.Input)
    {
        var root = SchemaDialect.Normalize((JsonObject)JsonParser.Read(written), role);
        var once = root.ToString();

        Assert.Equal(meant, once);
        Assert.Equal(once, SchemaDialect.Normalize(root, SchemaRole.Input).ToString());
    }
}
