using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Tests.Keywords;

/// <summary>Shows the columns of each keyword's row as one line.</summary>
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
    [InlineData("type", "TextOrList set types:Always checks:All(Names)=''")]
    [InlineData("nullable", "Flag")]
    [InlineData("enum", "FilledList holds:Data set types:Always checks:All(Json)='among'")]
    [InlineData("const", "Anything holds:Data types:Always checks:All(Json)='equal to'")]
    [InlineData("minimum", "Number types:OfIntegers checks:Number.AtLeast(Number)='at least' tells:''")]
    [InlineData("exclusiveMinimum", "NumberOrFlag types:OfIntegers checks:Number.Above(Number)='above'")]
    [InlineData("maximum", "Number types:OfIntegers checks:Number.AtMost(Number)='at most' tells:''")]
    [InlineData("exclusiveMaximum", "NumberOrFlag types:OfIntegers checks:Number.Below(Number)='below'")]
    [InlineData("multipleOf", "Number checks:Number(Step)='multiple of'")]
    [InlineData("minLength", "Count checks:String.Characters(Least)='characters' tells:' characters'")]
    [InlineData("maxLength", "Count checks:String.Characters(Most)='characters' tells:' characters'")]
    [InlineData("pattern", "Text types:Beside checks:String(Pattern)='matching'")]
    [InlineData("format", "Text types:Always")]
    [InlineData("contentMediaType", "Text")]
    [InlineData("contentEncoding", "Text")]
    [InlineData("contentSchema", "Schema holds:Whole")]
    [InlineData("items", "SchemaOrList holds:WholeOrItems types:Always checks:Array(Schemas)='item'")]
    [InlineData("prefixItems", "FilledList holds:Items types:Always checks:Array(Schemas)='item'")]
    [InlineData("additionalItems", "Schema holds:WholeOrFlag checks:Array(Schemas)='item'")]
    [InlineData("contains", "Schema holds:Whole checks:Array(Schemas)='contains'")]
    [InlineData("minContains", "Count checks:Array(LeastOfLoop)='contains'")]
    [InlineData("maxContains", "Count checks:Array(MostOfLoop)='contains'")]
    [InlineData("properties", "Map holds:Members types:Always checks:Object(Schemas)=''")]
    [InlineData("patternProperties", "Map holds:Members types:Always checks:Object(Schemas)='members like'")]
    [InlineData("additionalProperties", "Schema holds:WholeOrFlag types:Always checks:Object(Schemas)='others'")]
    [InlineData("propertyNames", "Schema holds:Whole checks:Object(Schemas)='names'")]
    [InlineData("required", "List set types:Always checks:Object(Names)='requires'")]
    [InlineData("minProperties", "Count checks:Object.Members(Least)='members'")]
    [InlineData("maxProperties", "Count checks:Object.Members(Most)='members'")]
    [InlineData("uniqueItems", "Flag checks:Array(Flag)='unique items'")]
    [InlineData("minItems", "Count checks:Array.Items(Least)='items' tells:' items'")]
    [InlineData("maxItems", "Count checks:Array.Items(Most)='items' tells:' items'")]
    [InlineData("not", "Schema holds:Whole in-place checks:All(Schemas)='not'")]
    [InlineData("if", "Schema holds:Whole in-place checks:All(Schemas)='if'")]
    [InlineData("then", "Schema holds:Whole in-place types:OptionalMembers checks:All(Schemas)='then'")]
    [InlineData("else", "Schema holds:Whole in-place types:OptionalMembers checks:All(Schemas)='else'")]
    [InlineData("allOf", "FilledList holds:Items in-place set types:Always checks:All(Schemas)='all of'")]
    [InlineData("anyOf", "FilledList holds:Items in-place set types:Union checks:All(Schemas)='any of'")]
    [InlineData("oneOf", "FilledList holds:Items in-place set types:Union checks:All(Schemas)='exactly one of'")]
    [InlineData("discriminator", "MapOrText types:Beside")]
    [InlineData(
        "dependencies", "Map holds:MembersOrNames in-place types:OptionalMembers checks:Object(NamesOfMember)='dependencies'")]
    [InlineData("dependentSchemas", "Map holds:Members in-place types:OptionalMembers checks:Object(Schemas)='with'")]
    [InlineData("dependentRequired", "Map checks:Object(NamesOfMember)='dependentRequired'")]
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
    public void A_row_of_the_table_has_these_columns(string name, string columns) =>
        Assert.Equal(columns, Columns(KeywordTable.Find(name)!));

    [Theory]
    [InlineData("")]
    [InlineData("Type")]
    [InlineData("x-anything")]
    public void An_unknown_keyword_has_no_row(string name) => Assert.Null(KeywordTable.Find(name));

    [Theory]
    [InlineData(nameof(Limit.AtLeast), "minimum")]
    [InlineData(nameof(Limit.Above), "exclusiveMinimum")]
    [InlineData(nameof(Limit.AtMost), "maximum")]
    [InlineData(nameof(Limit.Below), "exclusiveMaximum")]
    public void A_bound_has_one_keyword(string limit, string keyword) =>
        Assert.Equal(keyword, CheckedKeywords.Bounds[Enum.Parse<Limit>(limit)].Name);

    [Theory]
    [InlineData(nameof(Counted.Characters), "minLength maxLength")]
    [InlineData(nameof(Counted.Items), "minItems maxItems")]
    [InlineData(nameof(Counted.Members), "minProperties maxProperties")]
    public void Each_count_has_two_keywords(string counted, string keywords)
    {
        var (least, most) = CheckedKeywords.Ranges[Enum.Parse<Counted>(counted)];

        Assert.Equal(keywords, $"{least.Name} {most.Name}");
    }

    [Fact]
    public void Two_keywords_make_unions() => Assert.Equal(["anyOf", "oneOf"], KeywordTable.Unions);

    private static string Columns(Keyword keyword) => string.Join(" ", new[]
    {
        keyword.Value.ToString(),
        keyword.Holds == SubschemaPlaces.Nowhere ? "" : $"holds:{keyword.Holds}",
        keyword.IsInPlace ? "in-place" : "",
        keyword.IsSet ? "set" : "",
        keyword.Types == KeywordTyping.None ? "" : $"types:{keyword.Types}",
        keyword.Checks is { } check
            ? $"checks:{check.Types}{Of(check.Limit)}{Of(check.Counted)}({check.Argument})='{keyword.Words}'"
            : "",
        keyword.Unchecked == RuleTypes.None ? "" : $"unchecked:{keyword.Unchecked}",
        keyword.IsNote ? "note" : "",
        keyword.Tells is { } words ? $"tells:'{words}'" : "",
    }.Where(column => column.Length > 0));

    private static string Of<T>(T? kind)
        where T : struct => kind is { } known ? $".{known}" : "";
}
