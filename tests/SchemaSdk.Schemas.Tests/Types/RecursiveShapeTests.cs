using SchemaSdk.Schemas.Tests.Words;

namespace SchemaSdk.Schemas.Tests.Types;

public class RecursiveShapeTests
{
    [Theory]
    [MemberData(nameof(RecursiveSchemas.Properties), MemberType = typeof(RecursiveSchemas))]
    public void A_recursive_schema_becomes_a_named_type_or_JSON(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Of(schema));
}
