//! Well-known technologies and business skills with their spellings.

/// One skill a line: its name, then other spellings. `=` counts only with these capitals, `!`
/// only as an item of a list (see `finder::Spelling`).
pub(super) const SKILLS: &str = "
Python: python3, python 3
JavaScript: java script, ecmascript, =JS
TypeScript: =TS
Java: java se, java ee, j2ee
Kotlin
Scala
Groovy
Clojure
PHP: php7, php8
Ruby
Ruby on Rails: rails, =RoR
C#: csharp, c sharp
C++: cpp, c plus plus
!C: ansi c
F#: fsharp
!Go: golang
Rust: rustlang
=Swift
Objective-C: objective c, objc
=Dart
Flutter
!R: r language, rstudio
Julia language
MATLAB
Perl
Lua
Elixir
Erlang
Haskell
OCaml
Fortran
COBOL
ABAP
Assembly language
Visual Basic: vb.net, vba
PowerShell
Bash: shell scripting, bash scripting
SQL
PL/SQL: plsql
SQL Server: mssql, ms sql, microsoft sql server, t-sql, tsql
PostgreSQL: postgres, postgre sql, psql
MySQL
MariaDB
SQLite
Oracle Database: oracle db
MongoDB: mongo
Redis
Cassandra
DynamoDB
CouchDB
Neo4j
Elasticsearch: elastic search
OpenSearch
ClickHouse
Snowflake
BigQuery
Redshift
Databricks
dbt
Apache Spark: pyspark, =Spark
Hadoop
Apache Hive
Apache Kafka: kafka
RabbitMQ
Apache Flink: flink
Apache Airflow: airflow
ETL
Data warehousing: data warehouse
Data modeling: data modelling
Data engineering
Data analysis: data analytics
Data science
Machine learning: =ML
Deep learning
Artificial intelligence: =AI
Natural language processing: =NLP
Large language models: =LLM, =LLMs
Computer vision
Reinforcement learning
TensorFlow
PyTorch
Keras
scikit-learn: sklearn, scikit learn
pandas
NumPy
SciPy
OpenCV
Hugging Face: huggingface
LangChain
MLOps
Statistics
A/B testing: ab testing
Power BI: powerbi
Tableau
=Looker
Microsoft Excel: ms excel, =Excel
HTML: html5
CSS: css3
Sass: scss
Tailwind CSS: tailwind, tailwindcss
Bootstrap framework
=React: react.js, reactjs
React Native
Redux
Next.js: nextjs
Vue.js: vuejs, =Vue
Nuxt.js: nuxt, nuxtjs
Angular: angularjs
Svelte: sveltekit
Ember.js: emberjs
jQuery
Webpack
=Vite
Node.js: nodejs, node js, =Node
Express.js: expressjs
NestJS: nest.js
Deno
GraphQL
REST APIs: rest api, restful
gRPC
WebSockets: websocket
OpenAPI: swagger
Django
=Flask
FastAPI
Spring Boot: springboot
Spring Framework: =Spring
Hibernate ORM: =Hibernate
.NET: dotnet, .net core, asp.net, asp.net core, .net framework
Entity Framework
Laravel
Symfony
WordPress
Drupal
Magento
Shopify
AWS: amazon web services, ec2, aws lambda
Microsoft Azure: azure
Google Cloud: gcp, google cloud platform
Docker
Kubernetes: k8s
OpenShift
Helm charts
Terraform
Ansible
=Puppet
=Chef
Pulumi
CloudFormation
Jenkins
GitHub Actions
GitLab CI: gitlab ci/cd
CircleCI
CI/CD: continuous integration, continuous delivery, continuous deployment
Git: gitlab, github
Linux: ubuntu, debian, red hat, rhel
Unix
Windows Server
nginx
Apache HTTP Server
Prometheus
Grafana
Datadog
Splunk
New Relic
OpenTelemetry
Site reliability engineering: =SRE
DevOps
Microservices: microservice
Serverless
Event-driven architecture
Distributed systems
System design
Software architecture
Design patterns
Object-oriented programming: =OOP
Functional programming
Test-driven development: =TDD
Unit testing
Test automation: automated testing
Selenium
Cypress
Playwright
Jest
JUnit
pytest
Quality assurance
Android: android sdk, jetpack compose
iOS: swiftui, uikit
Xamarin
Unity3D: unity 3d, =Unity
Unreal Engine
OpenGL
WebGL
Blockchain
Solidity
Embedded systems: embedded software
Firmware
FPGA
VHDL
Verilog
PLC programming
=ROS: robot operating system
SolidWorks
AutoCAD
CATIA
Cybersecurity: cyber security, information security, infosec
Penetration testing: pentesting
OWASP
SIEM
ISO 27001
OAuth: oauth2, oauth 2.0
Cryptography
Networking: tcp/ip
Cisco: ccna, ccnp
VMware
Active Directory
ServiceNow
Jira
Confluence
SAP: s/4hana, sap hana
Salesforce: sfdc
HubSpot
Workday
NetSuite
Microsoft Dynamics: dynamics 365
SharePoint
Agile: agile development
Scrum: scrum master
Kanban
SAFe framework
Project management: =PMP
Program management: programme management
Product management
Product discovery
Business analysis
Requirements engineering
Stakeholder management
Change management
Process improvement
Six Sigma
Lean manufacturing
Supply chain management: supply chain
Logistics
Procurement
Inventory management
Operations management
Risk management
Compliance
GDPR
Internal audit: internal auditing
Accounting: bookkeeping
Financial analysis
Financial modeling: financial modelling
Financial reporting
Budgeting
Forecasting
IFRS
GAAP: us gaap
Payroll
Taxation
Treasury management
Investment banking
Underwriting
Sales
Business development
Account management
Key account management
Negotiation
Lead generation
Cold calling
CRM
Customer success
Customer service: customer support
Marketing
Digital marketing
Content marketing
Email marketing
Social media marketing
SEO: search engine optimization, search engine optimisation
SEM: search engine marketing
Google Analytics
Google Ads: adwords
Copywriting
Brand management
Market research
Event management
Public relations
Technical writing
Translation
Graphic design
UX design: user experience, =UX
UI design: user interface design, =UI
User research
Figma
=Sketch
Adobe Photoshop: photoshop
Adobe Illustrator
Adobe InDesign: indesign
Adobe XD
Adobe Premiere: premiere pro
After Effects
Video editing
Photography
Recruiting: recruitment, talent acquisition
Onboarding
Employee relations
Compensation and benefits
Learning and development
Performance management
Leadership
People management: team leadership
Coaching
Mentoring
Public speaking
Training delivery
Teaching
Nursing
Clinical research
GxP: =GMP
Pharmacovigilance
Medical writing
Patient care
Legal research
Contract law
Contract management
Civil engineering
Mechanical engineering
Electrical engineering
Chemical engineering
Structural engineering
HVAC
BIM
Revit
GIS: arcgis, qgis
";
