using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Generator.Tests;

/// <summary>All that the table says of each keyword, as one line.</summary>
public class KeywordColumnTests
{
    [Theory]
    [InlineData("$schema", "Text note")]
    [InlineData("$id", "Text note")]
    [InlineData("$comment", "Text note")]
    [InlineData("$anchor", "Text")]
    [InlineData("$dynamicAnchor", "Text")]
    [InlineData("$recursiveAnchor", "Flag")]
    [InlineData("id", "Text")]
    [InlineData("$ref", "Text types:Always")]
    [InlineData("$dynamicRef", "Text unchecked:All")]
    [InlineData("$recursiveRef", "Text unchecked:All")]
    [InlineData("definitions", "Map holds:Definitions")]
    [InlineData("$defs", "Map holds:Definitions")]
    [InlineData("components", "Map holds:Components")]
    [InlineData("title", "Text note tells:''")]
    [InlineData("description", "Text note tells:''")]
    [InlineData("default", "Anything holds:Data note tells:''")]
    [InlineData("example", "Anything holds:Data note")]
    [InlineData("examples", "List holds:Data note tells:''")]
    [InlineData("deprecated", "Flag types:Beside note tells:''")]
    [InlineData("readOnly", "Flag note tells:'set by the service'")]
    [InlineData("writeOnly", "Flag note tells:'never returned'")]
    [InlineData("validations", "List holds:Data note tells:''")]
    [InlineData("type", "TextOrList set types:Always checks:All.Type(Names)")]
    [InlineData("nullable", "Flag")]
    [InlineData("enum", "FilledList holds:Data set types:Always checks:All.Enum(Json)")]
    [InlineData("const", "Anything holds:Data types:Always checks:All.Const(Json)")]
    [InlineData("minimum", "Number types:OfIntegers checks:Number.Minimum(Number) tells:''")]
    [InlineData("exclusiveMinimum", "NumberOrFlag types:OfIntegers checks:Number.ExclusiveMinimum(Number)")]
    [InlineData("maximum", "Number types:OfIntegers checks:Number.Maximum(Number) tells:''")]
    [InlineData("exclusiveMaximum", "NumberOrFlag types:OfIntegers checks:Number.ExclusiveMaximum(Number)")]
    [InlineData("multipleOf", "Number checks:Number.MultipleOf(Step)")]
    [InlineData("minLength", "Count checks:String.Length(Least) tells:' characters'")]
    [InlineData("maxLength", "Count checks:String.Length(Most) tells:' characters'")]
    [InlineData("pattern", "Text types:Beside checks:String.Pattern(Pattern)")]
    [InlineData("format", "Text types:Always")]
    [InlineData("contentMediaType", "Text")]
    [InlineData("contentEncoding", "Text")]
    [InlineData("contentSchema", "Schema holds:Whole")]
    [InlineData("items", "SchemaOrList holds:WholeOrItems types:Always checks:Array.Items(Schemas)")]
    [InlineData("prefixItems", "FilledList holds:Items types:Always checks:Array.Items(Schemas)")]
    [InlineData("additionalItems", "Schema holds:WholeOrFlag checks:Array.Items(Schemas)")]
    [InlineData("contains", "Schema holds:Whole checks:Array.Contains(Schemas)")]
    [InlineData("minContains", "Count checks:Array.Contains(LeastOfLoop)")]
    [InlineData("maxContains", "Count checks:Array.Contains(MostOfLoop)")]
    [InlineData("properties", "Map holds:Members types:Always checks:Object.Members(Schemas)")]
    [InlineData("patternProperties", "Map holds:Members types:Always checks:Object.Matching(Schemas)")]
    [InlineData("additionalProperties", "Schema holds:WholeOrFlag types:Always checks:Object.Others(Schemas)")]
    [InlineData("propertyNames", "Schema holds:Whole checks:Object.PropertyNames(Schemas)")]
    [InlineData("required", "List set types:Always checks:Object.Required(Names)")]
    [InlineData("minProperties", "Count checks:Object.Properties(Least)")]
    [InlineData("maxProperties", "Count checks:Object.Properties(Most)")]
    [InlineData("uniqueItems", "Flag checks:Array.UniqueItems(Flag)")]
    [InlineData("minItems", "Count checks:Array.Count(Least) tells:' items'")]
    [InlineData("maxItems", "Count checks:Array.Count(Most) tells:' items'")]
    [InlineData("not", "Schema holds:Whole in-place checks:All.Not(Schemas)")]
    [InlineData("if", "Schema holds:Whole in-place checks:All.If(Schemas)")]
    [InlineData("then", "Schema holds:Whole in-place types:OptionalMembers checks:All.If(Schemas)")]
    [InlineData("else", "Schema holds:Whole in-place types:OptionalMembers checks:All.If(Schemas)")]
    [InlineData("allOf", "FilledList holds:Items in-place set types:Always checks:All.AllOf(Schemas)")]
    [InlineData("anyOf", "FilledList holds:Items in-place set types:Union checks:All.AnyOf(Schemas)")]
    [InlineData("oneOf", "FilledList holds:Items in-place set types:Union checks:All.OneOf(Schemas)")]
    [InlineData("discriminator", "MapOrText types:Beside")]
    [InlineData("dependencies", "Map holds:MembersOrNames in-place types:OptionalMembers checks:Object.Dependent(NamesOfMember)")]
    [InlineData("dependentSchemas", "Map holds:Members in-place types:OptionalMembers checks:Object.When(Schemas)")]
    [InlineData("dependentRequired", "Map checks:Object.DependentRequired(NamesOfMember)")]
    [InlineData("unevaluatedItems", "Schema holds:WholeOrFlag unchecked:Array")]
    [InlineData("unevaluatedProperties", "Schema holds:WholeOrFlag unchecked:Object")]
    [InlineData("xml", "Map")]
    [InlineData("x-nullable", "Flag")]
    [InlineData("x-dictionaryKey", "Map")]
    [InlineData("x-deprecated", "Flag")]
    [InlineData("x-deprecatedMessage", "Text")]
    [InlineData("x-abstract", "Flag")]
    [InlineData("x-enumFlags", "Flag")]
    [InlineData("x-enumNames", "Names")]
    [InlineData("x-readOnly", "Flag")]
    [InlineData("x-writeOnly", "Flag")]
    public void A_row_says_all_of_its_keyword(string name, string columns) => Assert.Equal(columns, Columns(KeywordTable.Find(name)!));

    [Theory]
    [InlineData("")]
    [InlineData("Type")]
    [InlineData("x-anything")]
    public void What_is_not_a_keyword_has_no_row(string name) => Assert.Null(KeywordTable.Find(name));

    [Theory]
    [InlineData("Minimum", nameof(CheckArgument.Number))]
    [InlineData("Length", nameof(CheckArgument.Least))]
    [InlineData("Contains", nameof(CheckArgument.Schemas))]
    [InlineData("When", nameof(CheckArgument.Schemas))]
    [InlineData("Sum", null)]
    public void A_check_has_the_argument_of_its_first_keyword(string method, string? argument) =>
        Assert.Equal(argument, KeywordTable.ArgumentOf(method)?.ToString());

    [Fact]
    public void Unions_are_made_by_two_keywords_in_this_order() => Assert.Equal(["anyOf", "oneOf"], KeywordTable.Unions);

    private static string Columns(Keyword keyword) => string.Join(" ", new[]
    {
        keyword.Value.ToString(),
        keyword.Holds == SubschemaPlaces.Nowhere ? "" : $"holds:{keyword.Holds}",
        keyword.IsInPlace ? "in-place" : "",
        keyword.IsSet ? "set" : "",
        keyword.Types == KeywordTyping.None ? "" : $"types:{keyword.Types}",
        keyword.Checks is { } check ? $"checks:{check.Types}.{check.Method}({check.Argument})" : "",
        keyword.Unchecked == RuleTypes.None ? "" : $"unchecked:{keyword.Unchecked}",
        keyword.IsNote ? "note" : "",
        keyword.Tells is { } words ? $"tells:'{words}'" : "",
    }.Where(column => column.Length > 0));
}
