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
    [InlineData("type", "TextOrList set types:Always checks:All.Type(Names)=''")]
    [InlineData("nullable", "Flag")]
    [InlineData("enum", "FilledList holds:Data set types:Always checks:All.Enum(Json)='among'")]
    [InlineData("const", "Anything holds:Data types:Always checks:All.Const(Json)='equal to'")]
    [InlineData("minimum", "Number types:OfIntegers checks:Number.Minimum(Number)='at least' tells:''")]
    [InlineData("exclusiveMinimum", "NumberOrFlag types:OfIntegers checks:Number.ExclusiveMinimum(Number)='above'")]
    [InlineData("maximum", "Number types:OfIntegers checks:Number.Maximum(Number)='at most' tells:''")]
    [InlineData("exclusiveMaximum", "NumberOrFlag types:OfIntegers checks:Number.ExclusiveMaximum(Number)='below'")]
    [InlineData("multipleOf", "Number checks:Number.MultipleOf(Step)='multiple of'")]
    [InlineData("minLength", "Count checks:String.Length(Least)='characters' tells:' characters'")]
    [InlineData("maxLength", "Count checks:String.Length(Most)='characters' tells:' characters'")]
    [InlineData("pattern", "Text types:Beside checks:String.Pattern(Pattern)='matching'")]
    [InlineData("format", "Text types:Always")]
    [InlineData("contentMediaType", "Text")]
    [InlineData("contentEncoding", "Text")]
    [InlineData("contentSchema", "Schema holds:Whole")]
    [InlineData("items", "SchemaOrList holds:WholeOrItems types:Always checks:Array.Items(Schemas)='item'")]
    [InlineData("prefixItems", "FilledList holds:Items types:Always checks:Array.Items(Schemas)='item'")]
    [InlineData("additionalItems", "Schema holds:WholeOrFlag checks:Array.Items(Schemas)='item'")]
    [InlineData("contains", "Schema holds:Whole checks:Array.Contains(Schemas)='contains'")]
    [InlineData("minContains", "Count checks:Array.Contains(LeastOfLoop)='contains'")]
    [InlineData("maxContains", "Count checks:Array.Contains(MostOfLoop)='contains'")]
    [InlineData("properties", "Map holds:Members types:Always checks:Object.Members(Schemas)=''")]
    [InlineData("patternProperties", "Map holds:Members types:Always checks:Object.Matching(Schemas)='members like'")]
    [InlineData("additionalProperties", "Schema holds:WholeOrFlag types:Always checks:Object.Others(Schemas)='others'")]
    [InlineData("propertyNames", "Schema holds:Whole checks:Object.PropertyNames(Schemas)='names'")]
    [InlineData("required", "List set types:Always checks:Object.Required(Names)='requires'")]
    [InlineData("minProperties", "Count checks:Object.Properties(Least)='members'")]
    [InlineData("maxProperties", "Count checks:Object.Properties(Most)='members'")]
    [InlineData("uniqueItems", "Flag checks:Array.UniqueItems(Flag)='unique items'")]
    [InlineData("minItems", "Count checks:Array.Count(Least)='items' tells:' items'")]
    [InlineData("maxItems", "Count checks:Array.Count(Most)='items' tells:' items'")]
    [InlineData("not", "Schema holds:Whole in-place checks:All.Not(Schemas)='not'")]
    [InlineData("if", "Schema holds:Whole in-place checks:All.If(Schemas)='if'")]
    [InlineData("then", "Schema holds:Whole in-place types:OptionalMembers checks:All.If(Schemas)='then'")]
    [InlineData("else", "Schema holds:Whole in-place types:OptionalMembers checks:All.If(Schemas)='else'")]
    [InlineData("allOf", "FilledList holds:Items in-place set types:Always checks:All.AllOf(Schemas)='all of'")]
    [InlineData("anyOf", "FilledList holds:Items in-place set types:Union checks:All.AnyOf(Schemas)='any of'")]
    [InlineData("oneOf", "FilledList holds:Items in-place set types:Union checks:All.OneOf(Schemas)='exactly one of'")]
    [InlineData("discriminator", "MapOrText types:Beside")]
    [InlineData(
        "dependencies", "Map holds:MembersOrNames in-place types:OptionalMembers checks:Object.Dependent(NamesOfMember)='dependencies'")]
    [InlineData("dependentSchemas", "Map holds:Members in-place types:OptionalMembers checks:Object.When(Schemas)='with'")]
    [InlineData("dependentRequired", "Map checks:Object.DependentRequired(NamesOfMember)='dependentRequired'")]
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
    public void A_check_has_the_argument_of_its_first_keyword(string check, string? argument) =>
        Assert.Equal(argument, KeywordTable.FindCheck(check)?.Checks!.Argument.ToString());

    [Fact]
    public void Unions_are_made_by_two_keywords_in_this_order() => Assert.Equal(["anyOf", "oneOf"], KeywordTable.Unions);

    private static string Columns(Keyword keyword) => string.Join(" ", new[]
    {
        keyword.Value.ToString(),
        keyword.Holds == SubschemaPlaces.Nowhere ? "" : $"holds:{keyword.Holds}",
        keyword.IsInPlace ? "in-place" : "",
        keyword.IsSet ? "set" : "",
        keyword.Types == KeywordTyping.None ? "" : $"types:{keyword.Types}",
        keyword.Checks is { } check ? $"checks:{check.Types}.{check.Name}({check.Argument})='{keyword.Words}'" : "",
        keyword.Unchecked == RuleTypes.None ? "" : $"unchecked:{keyword.Unchecked}",
        keyword.IsNote ? "note" : "",
        keyword.Tells is { } words ? $"tells:'{words}'" : "",
    }.Where(column => column.Length > 0));
}
