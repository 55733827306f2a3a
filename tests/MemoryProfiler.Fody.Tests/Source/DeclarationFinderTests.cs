using MemoryProfiler.Weaving.Source;
using Mono.Cecil;

namespace MemoryProfiler.Fody.Tests.Source;

public class DeclarationFinderTests
{
    [Fact]
    public void A_method_begins_with_its_attributes() => Find("Run", """
        class C
        {
            int _before = 1;

            [Profile]
            [Other(typeof(int[]), Text = "}")]
            public static void Run(int a)
            {
                §Work();
            }
        }
        """).ShouldBe((5, 10));

    [Fact]
    public void An_expression_body_ends_with_its_semicolon() => Find("Run", """
        class C
        {
            int Before() => 1;
            int Run(int a) =>
                §a switch
                {
                    1 => 2,
                    _ => 3,
                };
            int After() => 1;
        }
        """).ShouldBe((4, 9));

    [Fact]
    public void A_place_in_nested_blocks_belongs_to_the_method_around_them() => Find("Run", """
        class C
        {
            void Run()
            {
                if (true) { Other(); }
                foreach (var x in Run(1))
                {
                    Call(() => { §Run(2); });
                }
            }
        }
        """).ShouldBe((3, 10));

    [Fact]
    public void Calls_of_the_same_name_are_no_declarations() => Find("Run", """
        class C
        {
            object Run(int a)
            {
                var x = Run(1) with { A = 1 };
                return Run(2) switch
                {
                    { } y => new C { §B = y },
                };
            }
        }
        """).ShouldBe((3, 10));

    [Theory]
    [InlineData("[A] int? Run() => §1;")]
    [InlineData("[A] string? Run() { return §null; }")]
    [InlineData("[A] List<T?>? Run<T>(T? a) where T : struct { return §null; }")]
    [InlineData("[A] (int, int)? Run() { §x(); }")]
    [InlineData("[A] int[] Run() { §x(); }")]
    [InlineData("[A] unsafe int* Run() { §x(); }")]
    [InlineData("[A] ref readonly int Run() => ref §_x;")]
    [InlineData("[A] void Run() { §}")]
    [InlineData("[A] void Run() { if (x) { y(); } §}")]
    public void What_the_method_returns_stands_before_its_name(string member) =>
        Find("Run", $"class C\n{{\nint Before() => 1;\n{member}\n}}").ShouldBe((4, 4));

    [Fact]
    public void A_call_in_a_conditional_is_no_declaration() => Find("Run", """
        class C
        {
            object Run(bool a)
            {
                return a ? Run(false) : new C { X = §1 };
            }
        }
        """).ShouldBe((3, 6));

    [Fact]
    public void A_local_function_at_the_top_is_not_the_method() => Find("Run", """
        class C
        {
            int Run()
            {
                int Local(int k)
                {
                    return k;
                }

                var x = §Local(1);
                return x;
            }
        }
        """).ShouldBe((3, 12));

    [Fact]
    public void A_local_function_is_found_by_its_own_name() => Find("<Run>g__Local|0_0", """
        class C
        {
            int Run()
            {
                return Local(1);

                static int Local(int k)
                {
                    return §k;
                }
            }
        }
        """).ShouldBe((7, 10));

    [Fact]
    public void Generic_constraints_stand_between_name_and_body() => Find("Run", """
        class C
        {
            [Profile]
            static T Run<T, U>(Dictionary<T, List<U>> map)
                where T : class, new()
                where U : struct
            {
                return §new T();
            }
        }
        """).ShouldBe((3, 9));

    [Theory]
    [InlineData("get_Total", MethodSemanticsAttributes.Getter, "class C\n{\n[Profile]\nint Total => §1;\n}", 3, 4)]
    [InlineData("get_Total", MethodSemanticsAttributes.Getter, "class C\n{\nint Total\n{\nget { §return 1; }\nset { }\n}\n}", 5, 5)]
    [InlineData("set_Total", MethodSemanticsAttributes.Setter, "class C\n{\nint Total\n{\nget => 1;\n[Profile]\nprivate set\n{\n§_total = value;\n}\n}\n}", 6, 10)]
    [InlineData("get_Total", MethodSemanticsAttributes.Getter, "class C\n{\nint Total\n{\nset => x = 2;\nreadonly get => §1;\n}\n}", 6, 6)]
    [InlineData("get_Item", MethodSemanticsAttributes.Getter, "class C\n{\nint this[int a, string b] => §a;\n}", 3, 3)]
    [InlineData("set_Item", MethodSemanticsAttributes.Setter, "class C\n{\nint this[int a]\n{\nget => 1;\nset => §_x = value;\n}\n}", 6, 6)]
    [InlineData("add_Rang", MethodSemanticsAttributes.AddOn, "class C\n{\nevent Action Rang\n{\nadd { §x(); }\nremove { }\n}\n}", 5, 5)]
    [InlineData("remove_Rang", MethodSemanticsAttributes.RemoveOn, "class C\n{\nevent Action Rang\n{\nadd { }\nremove\n{\n§x();\n}\n}\n}", 6, 9)]
    [InlineData("N.IShape.get_Size", MethodSemanticsAttributes.Getter, "class C\n{\nint N.IShape.Size => §1;\n}", 3, 3)]
    public void Declarations_of_accessors_are_found(string name, MethodSemanticsAttributes semantics, string source, int first, int last) =>
        Find(name, source, semantics: semantics).ShouldBe((first, last));

    [Fact]
    public void An_init_accessor_is_not_a_set_accessor()
    {
        using var module = ModuleDefinition.CreateModule("M", ModuleKind.Dll);
        var isExternalInit = new TypeReference("System.Runtime.CompilerServices", "IsExternalInit", module, module.TypeSystem.CoreLibrary);
        var returns = new RequiredModifierType(isExternalInit, module.TypeSystem.Void);
        Find("set_Text", "class C\n{\nstring Text\n{\nget;\ninit\n{\n§_x = value;\n}\n}\n}", semantics: MethodSemanticsAttributes.Setter, returns: returns)
            .ShouldBe((6, 9));
    }

    [Fact]
    public void A_constructor_ends_behind_its_body_whatever_it_calls_first() => Find(".ctor", """
        class C : B
        {
            readonly int _x = Make();

            [Profile]
            public C(int a)
                : base(new B { A = §a })
            {
                _y = a;
            }
        }
        """).ShouldBe((5, 10));

    [Theory]
    [InlineData("class C\n{\n[Profile]\npublic C()\n: this(§1)\n{\n}\n}", 3, 7)]
    [InlineData("class C\n{\npublic C(int a) : base(§Make()) => _y = a;\n}", 3, 3)]
    public void A_constructor_is_found_from_its_call_of_another(string source, int first, int last) =>
        Find(".ctor", source).ShouldBe((first, last));

    [Fact]
    public void A_field_initializer_stands_in_no_constructor() => Find(".ctor", """
        class C
        {
            readonly int _x = §Make();

            public C()
            {
            }
        }
        """).ShouldBeNull();

    [Fact]
    public void A_primary_constructor_has_no_declaration_of_its_own() => Find(".ctor", """
        class C(int a) : B(a)
        {
            readonly int _x = §a;
        }
        """).ShouldBeNull();

    [Fact]
    public void A_method_of_a_type_with_a_primary_constructor_is_found() => Find("Run", """
        sealed class C(int a, Func<int> b) : B(a)
        {
            int Run() { return §a; }
        }
        """).ShouldBe((3, 3));

    [Fact]
    public void A_finalizer_is_not_a_constructor()
    {
        const string Source = """
            class C
            {
                public C()
                {
                }

                ~C()
                {
                    §Free();
                }
            }
            """;
        Find("Finalize", Source, MethodAttributes.Virtual | MethodAttributes.Family).ShouldBe((7, 10));
        Find(".ctor", Source).ShouldBeNull();
    }

    [Theory]
    [InlineData("op_Addition", "public static C operator +(C a, C b) { return §a; }")]
    [InlineData("op_Implicit", "public static implicit operator C(int a) => §new C(a);")]
    [InlineData("op_CheckedMultiply", "public static C operator checked *(C a, C b) => §a;")]
    [InlineData("op_LessThan", "public static bool operator <(C a, C b) => §a.X < b.X;")]
    [InlineData("op_True", "public static bool operator true(C a) => §true;")]
    public void Declarations_of_operators_are_found(string name, string member) =>
        Find(name, $"class C\n{{\n[Profile]\n{member}\n}}", MethodAttributes.Static | MethodAttributes.SpecialName).ShouldBe((3, 4));

    [Fact]
    public void An_explicit_implementation_is_found_by_its_last_name() => Find("System.Collections.Generic.IEnumerable<T>.GetEnumerator", """
        class C
        {
            IEnumerator<T> IEnumerable<T>.GetEnumerator()
            {
                return §_list.GetEnumerator();
            }
        }
        """).ShouldBe((3, 6));

    [Theory]
    [InlineData("var f = [A] (int n) =>\n{\nint k;\nif (n > 0) { §x(); }\n};", 3, 7)]
    [InlineData("Call(1, [A]\n[B(typeof(int[]))] async Task<int> (n) =>\n§n + Other(1, 2),\n3);", 3, 5)]
    [InlineData("Call(1,\n[A] (n) => §n switch { 1 => 2, _ => 3 });", 4, 4)]
    [InlineData("return\n[A] static (n) => { var m = new M { X = n }; return §m; };", 4, 4)]
    [InlineData("Call(x => {\nx();\nCall([A] () => {\n§y();\n}); });", 5, 7)]
    public void A_lambda_begins_with_its_attributes(string statement, int first, int last) =>
        Find("<Run>b__0_0", $"class C\n{{\n{statement}\n}}").ShouldBe((first, last));

    [Fact]
    public void Braces_in_texts_and_comments_do_not_count() => Find("Run", """"
        class C
        {
            void Run()
            {
                // }
                var a = "}" + $"{b} }}" + '}' + """ } """;
                #region }
                §Work();
                #endregion
            }
        }
        """").ShouldBe((3, 10));

    [Fact]
    public void A_file_that_is_not_the_methods_own_has_nothing() => Find("Run", "class C\n{\nvoid Other()\n{\n§x();\n}\n}").ShouldBeNull();

    /// <summary>Looks from the place of <c>§</c>.</summary>
    static (int First, int Last)? Find(
        string name, string source, MethodAttributes attributes = default, MethodSemanticsAttributes semantics = default, TypeReference? returns = null)
    {
        using var module = ModuleDefinition.CreateModule("M", ModuleKind.Dll);
        var type = new TypeDefinition("N", "C", TypeAttributes.Class, module.TypeSystem.Object);
        var special = name == ".ctor" ? MethodAttributes.SpecialName | MethodAttributes.RTSpecialName : attributes;
        var method = new MethodDefinition(name, special, returns ?? module.TypeSystem.Void);
        if (name.IndexOf('.') > 0)
            method.Overrides.Add(new MethodReference(name[(name.LastIndexOf('.') + 1)..], method.ReturnType, new TypeReference("N", "I", module, module)));
        type.Methods.Add(method);
        module.Types.Add(type);
        // Cecil looks these up when first read, over whatever was set before.
        _ = method.SemanticsAttributes;
        method.SemanticsAttributes = semantics;

        var lines = source.Replace("\r", "").Split('\n');
        var line = Array.FindIndex(lines, text => text.Contains('§'));
        var column = lines[line].IndexOf('§');
        lines[line] = lines[line].Remove(column, 1);
        return new DeclarationFinder(CSharpLexer.Tokenize(string.Join("\n", lines))).Find(method, line + 1, column + 1);
    }
}
